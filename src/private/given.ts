/** What was given: an entry that is there and undefined overrides no default. */
export function given<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}

/** A copy, so that nobody writes to what a value holds. Objects of classes are left as they are. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) { return value.map((entry) => copyOf<unknown>(entry)) as T; }
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) { return value; }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copyOf<unknown>(entry)])) as T;
}
