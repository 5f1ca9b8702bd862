/** What was given: an entry that is there and undefined overrides no default. */
export function given<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}

/** A copy, so that nobody writes to what a value holds. Objects of classes are left as they are, and so are those of other languages. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) { return value.map((entry) => copyOf<unknown>(entry)) as T; }
  if (value === null || typeof value !== 'object' || !isData(value)) { return value; }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copyOf<unknown>(entry)])) as T;
}

/** What another language implements has no class here: its methods and properties are hidden ones of the object, and call that language. */
function isData(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype
    && Object.values(Object.getOwnPropertyDescriptors(value)).every(({ get, enumerable }: PropertyDescriptor) => !get && enumerable);
}
