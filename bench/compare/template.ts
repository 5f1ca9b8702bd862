/** What is read of a template. */
export interface Template {
  readonly Resources: { readonly [logicalId: string]: Resource };
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Properties;
}

export interface Properties {
  readonly [name: string]: unknown;
}

/** The resources of a type, with their logical ids. */
export function ofType(template: Template, type: string): [string, Properties][] {
  return Object.entries(template.Resources).filter(([, { Type }]) => Type === type).map(([id, { Properties = {} }]) => [id, Properties]);
}

/** The properties of the only resource of a type. */
export function theOne(template: Template, type: string): Properties {
  const found = ofType(template, type);
  if (found.length !== 1) { throw new Error(`The template has ${found.length} resources of ${type}, and the comparison expects one.`); }
  return found[0][1];
}
