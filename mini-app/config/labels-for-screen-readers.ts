/** Taro plugin: passes aria-label and aria-role through to the mini-programs' templates, which drop attributes they do not list. */
interface MiniTemplate {
  createMiniComponents(components: unknown): Record<string, Record<string, string>>;
}
interface BuildContext {
  registerMethod(method: { name: string; fn(platform: { template?: MiniTemplate }): void }): void;
}

/** Views without own attributes are drawn by these templates, so a label never reaches them. */
const BARE = new Set([
  'pure-view',
  'click-view',
  'block',
  'slot',
  'slot-view',
  'native-slot',
  'page-meta',
  'navigation-bar',
]);

export default (context: BuildContext): void => {
  context.registerMethod({
    name: 'onSetupClose',
    fn({ template }) {
      if (!template) return;
      const create = template.createMiniComponents.bind(template);
      template.createMiniComponents = (components) => {
        const result = create(components);
        for (const [name, attributes] of Object.entries(result)) {
          if (BARE.has(name)) continue;
          attributes['aria-label'] = 'i.ariaLabel';
          attributes['aria-role'] = 'i.ariaRole';
        }
        return result;
      };
    },
  });
};
