/** What a value of a template refers to: a resource or parameter of the template, what another stack exports, or an output of another stack. */
export type Reference =
  | { readonly to: 'name'; readonly name: string; readonly attribute?: string }
  | { readonly to: 'export'; readonly name: string }
  | { readonly to: 'output'; readonly stackName: string; readonly name: string };

/** All references in a value, by whatever function, at any depth. */
export function referencesOf(value: unknown): Reference[] {
  if (value === null || typeof value !== 'object') { return []; }
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]): Reference[] => {
    switch (key) {
      case 'Ref': return [{ to: 'name', name: String(entry) }];
      case 'Fn::GetAtt': return [attributeReference(Array.isArray(entry) ? entry.map(String) : String(entry).split('.'))];
      case 'Fn::Sub': return substitutionsOf(entry);
      case 'Fn::ImportValue': return [{ to: 'export', name: nameOfExport(entry) }, ...referencesOf(entry)];
      case 'Fn::GetStackOutput': return [outputReference(entry as { StackName: unknown; OutputName: unknown })];
      default: return referencesOf(entry);
    }
  });
}

/** Names of exports may be put together by functions. */
export function nameOfExport(name: unknown): string {
  return typeof name === 'string' ? name : JSON.stringify(name);
}

/** Fn::Sub takes a text, or a text and variables of its own. */
function substitutionsOf(entry: unknown): Reference[] {
  const [text, variables = {}] = (Array.isArray(entry) ? entry : [entry]) as [string, object?];
  const names = [...String(text).matchAll(/\$\{([^!][^}]*)\}/g)].map((match) => match[1]).filter((name) => !(name in variables));
  return [...names.map((name) => attributeReference(name.split('.'))), ...referencesOf(variables)];
}

function attributeReference([name, ...attribute]: string[]): Reference {
  return { to: 'name', name, attribute: attribute.join('.') };
}

function outputReference({ StackName, OutputName }: { StackName: unknown; OutputName: unknown }): Reference {
  return { to: 'output', stackName: String(StackName), name: String(OutputName) };
}
