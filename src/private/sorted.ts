/**
 * The entries of a map in the order of their keys: some languages change the order of maps from run to run. An entry that is there and undefined is
 * none.
 */
export function sortedEntries<V>(map: { [key: string]: V } | undefined): [string, V][] {
  return Object.keys(map ?? {}).sort().map((key): [string, V] => [key, map![key]]).filter(([, value]) => value !== undefined);
}
