import { Construct } from 'constructs';

const RTTI = Symbol.for('jsii.rtti');

export function isPlain(value: unknown): value is { [key: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && Object.getPrototypeOf(value) === Object.prototype;
}

/** An object of aws-cdk-lib, whose inside is not ours to look into. */
export function isForeign(value: object): boolean {
  for (let type: object | null = value.constructor; type; type = Object.getPrototypeOf(type) as object | null) {
    if (RTTI in type) { return true; }
  }
  return isSecret(value);
}

/** A secret of aws-cdk-lib is a plain object that holds its construct in a function. */
function isSecret(value: unknown): boolean {
  return isPlain(value) && 'arn' in value && 'grantRead' in value;
}

/** Visits an object and all that it holds, but for the inside of constructs and of aws-cdk-lib's objects. */
export function visit(value: unknown, visitor: (entry: unknown, path: string) => void, path = '', seen = new Set<unknown>()): void {
  if (seen.has(value)) { return; }
  seen.add(value);
  visitor(value, path);
  if (value === null || typeof value !== 'object' || Construct.isConstruct(value) || isForeign(value)) { return; }
  for (const [key, entry] of Object.entries(value)) { visit(entry, visitor, `${path}.${key}`, seen); }
}

/** Freezes a value as deep as it is ours. */
export function deepFreeze<T>(value: T): T {
  visit(value, (entry) => {
    if (entry !== null && typeof entry === 'object' && !Construct.isConstruct(entry) && !isForeign(entry)) { Object.freeze(entry); }
  });
  return value;
}

/** The same with the keys of all plain objects the other way round. */
export function shuffled<T>(value: T): T {
  if (Array.isArray(value)) { return value.map((entry) => shuffled<unknown>(entry)) as T; }
  return isPlain(value) ? Object.fromEntries(Object.entries(value).reverse().map(([key, entry]) => [key, shuffled(entry)])) as T : value;
}

/** Whether there is a construct in it, which ties it to its app. */
export function holdsConstruct(value: unknown): boolean {
  let found = false;
  visit(value, (entry) => { found ||= Construct.isConstruct(entry) || isSecret(entry); });
  return found;
}
