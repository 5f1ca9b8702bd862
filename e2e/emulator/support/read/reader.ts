import { Clients } from '../clients';

export type Properties = { readonly [name: string]: unknown };

/** Reads a resource back through its service's API, in CloudFormation's spelling as far as that differs. */
export type Reader = (clients: Clients, id: string, properties: Properties) => Promise<object>;

export type Readers = { readonly [type: string]: Reader };

/** Maps whose keys are the user's. */
const OWN_KEYS = new Set(['options', 'dockerLabels']);

/** `desiredCount` as `DesiredCount`, all the way down. */
export function pascalCased(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(pascalCased); }
  if (typeof value !== 'object' || value === null || value instanceof Date) { return value; }
  return Object.fromEntries(Object.entries(value).map(([key, item]) =>
    [key[0].toUpperCase() + key.slice(1), OWN_KEYS.has(key) ? item : pascalCased(item)]));
}

/** The one element that there must be. */
export function only<T>(items: readonly T[] | undefined, what: string): T {
  if (items?.length !== 1) { throw new Error(`There are ${items?.length ?? 0} of ${what}, and not one`); }
  return items[0];
}

/** Of the pairs that an API gives, those that the property names, in its order. */
export function named(pairs: readonly { Key?: string; Value?: string }[] | undefined, property: unknown): object[] {
  const wanted = (property ?? []) as { Key: string }[];
  return wanted.map(({ Key }) => ({ ...pairs?.find((pair) => pair.Key === Key) }));
}
