/** Every reference leads to something the template has: CloudFormation says so of the whole template, at deployment only. */
import type { Rule, Template } from '../template.ts';

export const referencesLeadSomewhere: Rule = (template) => {
  const known = new Set([...Object.keys(template.Resources), ...Object.keys(template.Parameters ?? {})]);
  return Object.entries(template.Resources).flatMap(([name, resource]) =>
    [...new Set([...referred(resource)])]
      .filter((id) => !id.startsWith('AWS::') && !known.has(id))
      .map((id) => `${name}: refers to ${id}, which is not there`),
  );
};

/** Logical ids named by Ref, Fn::GetAtt, Fn::Sub and DependsOn. */
function* referred(value: unknown): Iterable<string> {
  if (Array.isArray(value)) {
    for (const each of value) yield* referred(each);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const { Ref, 'Fn::GetAtt': getAtt, 'Fn::Sub': sub, DependsOn = [], ...rest } = value as Template & Reference;
  if (typeof Ref === 'string') yield Ref;
  if (getAtt) yield getAtt[0];
  const [text, own] = typeof sub === 'string' ? [sub, {}] : (sub ?? ['', {}]);
  for (const [, id] of text.matchAll(/\$\{([\w:]+)(?:\.\w+)?\}/g)) if (!(id! in own)) yield id!;
  yield* [DependsOn].flat();
  yield* referred(Object.values(rest));
}

interface Reference {
  Ref?: string;
  'Fn::GetAtt'?: [string, string];
  'Fn::Sub'?: string | [string, object];
  DependsOn?: string | string[];
}
