import { CfnTemplate } from './template';

/** A circle of resources that wait for each other, by their logical ids, or undefined. */
export function cycleIn(template: CfnTemplate): string[] | undefined {
  const resources = template.Resources ?? {};
  const done = new Set<string>();
  const visit = (id: string, path: string[]): string[] | undefined => {
    if (path.includes(id)) { return [...path.slice(path.indexOf(id)), id]; }
    if (done.has(id)) { return undefined; }
    for (const next of referencesOf(resources[id])) {
      const cycle = next in resources ? visit(next, [...path, id]) : undefined;
      if (cycle) { return cycle; }
    }
    done.add(id);
    return undefined;
  };
  for (const id of Object.keys(resources)) {
    const cycle = visit(id, []);
    if (cycle) { return cycle; }
  }
  return undefined;
}

/** What a resource refers to by Ref, Fn::GetAtt, Fn::Sub and DependsOn. */
function referencesOf(value: unknown): string[] {
  if (value === null || typeof value !== 'object') { return []; }
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]) => {
    switch (key) {
      case 'Ref': return [String(entry)];
      case 'DependsOn': return [entry].flat().map(String);
      case 'Fn::GetAtt': return [Array.isArray(entry) ? String(entry[0]) : String(entry).split('.')[0]];
      case 'Fn::Sub': return [...namesIn(Array.isArray(entry) ? String(entry[0]) : String(entry)), ...referencesOf(entry)];
      default: return referencesOf(entry);
    }
  });
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/\$\{([^!][^}.]*)/g)].map((match) => match[1]);
}
