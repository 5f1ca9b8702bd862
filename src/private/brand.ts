import { IConstruct } from 'constructs';
import { fail } from './fail';

/**
 * Checks that a prop holds a value of its own capability. Without this a structural twin in TypeScript, or any object in Python, would be taken
 * silently.
 */
export function checkBrand(scope: IConstruct | undefined, prop: string, value: object | undefined, brand: string, factory: string): void {
  if (value === undefined) { return; }
  const candidate = (value ?? {}) as Record<string, unknown>; // other languages have null
  if (typeof candidate[brand] === 'string' && typeof candidate.bind === 'function') { return; }
  fail('NotAValue', {
    given: `${prop} is ${kindOf(candidate)}`,
    allowed: `It takes what the factories of ${factory} return, or an implementation of I${factory} with the property ${brand}`,
    remedy: typeof candidate.bind === 'function' ? `Give it ${brand}; in Python, a method under @property` : `Use a factory of ${factory}`,
  }, scope);
}

/** Checks that what a value of the user's own decided has the part that nothing can be made without, and returns it. */
export function checkConfig<C extends object>(scope: IConstruct, prop: string, struct: string, config: C | undefined, part: keyof C & string): C {
  return config?.[part] !== undefined ? config : fail('NotAValue', {
    given: `bind() of ${prop} returned no ${part}`,
    allowed: `It returns a ${struct}, such as { ${part} }`,
    remedy: `Return one; in Python a ${struct}(…), not a dict`,
  }, scope);
}

function kindOf(value: Record<string, unknown>): string {
  const brand = Object.keys(value).find((key) => key.endsWith('Kind'));
  return brand ? `a ${brand.slice(0, -'Kind'.length)} value` : `something else (${typeof value})`;
}
