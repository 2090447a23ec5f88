/** Taro plugin: leaves out of the mini-programs' templates what Taro writes into them sixteen times over and none of our pages uses. */
interface MiniTemplate {
  createMiniComponents(components: unknown): Record<string, Record<string, string>>;
  buildTemplate(...parts: unknown[]): string;
}
interface BuildContext {
  registerMethod(method: { name: string; fn(platform: { template?: MiniTemplate }): void }): void;
}

/** Attributes of views. Each one that is kept also costs at every drawing. */
const UNUSED =
  /^(animation|hover-st(op-propagation|art-time|ay-time)|(bind|on)(animation|transition|longpress|longtap))/i;

/** smaller-templates.test.ts watches that no page begins to use what is gone. */
export default (context: BuildContext): void => {
  context.registerMethod({
    name: 'onSetupClose',
    fn({ template }) {
      if (!template) return;
      const create = template.createMiniComponents.bind(template);
      template.createMiniComponents = (components) => {
        const { 'catch-view': _, ...result } = create(components);
        for (const [name, attributes] of Object.entries(result)) {
          if (!/view$/.test(name)) continue;
          for (const attribute of Object.keys(attributes)) if (UNUSED.test(attribute)) delete attributes[attribute];
        }
        return result;
      };
      const build = template.buildTemplate;
      template.buildTemplate = (...parts) => collapsed(build(...parts));
    },
  });
};

/** Spaces and line ends between and within tags mean nothing: what is shown comes from data. */
export function collapsed(template: string): string {
  return template
    .replace(/>\s+</g, '><')
    .replace(/\s{2,}/g, ' ')
    .trim();
}
