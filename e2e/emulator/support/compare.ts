import { Template } from './assembly';
import { Clients } from './clients';
import { asText, expected, Stack, UNKNOWN } from './expected';
import { READERS } from './read';
import echoed from '../echoed.json';
import { Properties } from './read/reader';

const FORGOTTEN: { readonly [type: string]: readonly string[] } = echoed.forgotten;

/** Where AWS does not say what a template says, a line for each property. */
export async function differences(clients: Clients, name: string, stack: Stack, template: Template): Promise<string[]> {
  const lines: string[] = [];
  for (const [logicalId, { Type, Properties: given = {} }] of Object.entries(template.Resources)) {
    if (echoed.doneAtOnce.includes(Type)) { continue; }
    const wanted = withTags(expected(given, name, stack) as Properties);
    const found = withTags(asText(await read(clients, Type, stack[logicalId]?.id, wanted)) as Properties);
    const compared = Object.keys(wanted).filter((property) => !FORGOTTEN[Type]?.includes(property));
    lines.push(...compared.flatMap((property) => difference(`${logicalId} (${Type}) ${property}`, wanted[property], found[property])));
  }
  return lines;
}

/** Tags as a map: their order is the API's. */
function withTags(properties: Properties): Properties {
  const { Tags: tags } = properties;
  if (!Array.isArray(tags)) { return properties; }
  return { ...properties, Tags: Object.fromEntries(tags.map(({ Key, Value }: { Key: string; Value: string }) => [Key, Value])) };
}

async function read(clients: Clients, type: string, id: string | undefined, properties: Properties): Promise<object> {
  if (!READERS[type]) { throw new Error(`${type} cannot be read back: add it to e2e/emulator/support/read`); }
  if (id === undefined) { return {}; }
  return READERS[type](clients, id, properties);
}

/** What the API adds is no difference, but in a list. */
function difference(path: string, wanted: unknown, found: unknown): string[] {
  if (wanted === UNKNOWN) { return found === undefined ? [`${path}: nothing`] : []; }
  if (Array.isArray(wanted) && Array.isArray(found) && wanted.length === found.length) {
    return wanted.flatMap((item, index) => difference(`${path}[${index}]`, item, found[index]));
  }
  if (isMap(wanted) && isMap(found)) {
    return Object.entries(wanted).flatMap(([key, item]) => difference(`${path}.${key}`, item, found[key]));
  }
  return wanted === found ? [] : [`${path}: ${shown(found)} instead of ${shown(wanted)}`];
}

function isMap(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_key, item) => item === UNKNOWN ? 'unknown' : item) ?? 'nothing';
}
