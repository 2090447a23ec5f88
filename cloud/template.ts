/** A CloudFormation template, as far as the rules look at one. */
export interface Template {
  Parameters?: Record<string, unknown>;
  Resources: Record<string, Resource>;
}
export interface Resource {
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is open-ended JSON; the specification check types it
  Properties?: any;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

/** A rule says what is wrong as sentences that begin with the resource's name; none means that it holds. */
export type Rule = (template: Template) => string[];

export const ofType = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);

/** The logical id that a Ref or Fn::GetAtt points at. */
export const target = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { Ref, 'Fn::GetAtt': getAtt } = value as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  return getAtt?.[0] ?? Ref;
};

export const list = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
