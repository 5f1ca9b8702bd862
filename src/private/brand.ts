import { IConstruct } from 'constructs';
import { fail } from './fail';

/**
 * Checks that a prop holds a value of its own capability. Without this a structural twin in TypeScript, or any object in Python, would be taken
 * silently.
 */
export function checkBrand(scope: IConstruct, prop: string, value: object | undefined, brand: string, factory: string): void {
  if (value === undefined) { return; }
  const candidate = value as Record<string, unknown>;
  if (typeof candidate[brand] === 'string' && typeof candidate.bind === 'function') { return; }
  fail('NotAValue', {
    given: `${prop} is ${kindOf(candidate)}`,
    allowed: `It takes what the factories of ${factory} return, or an implementation of I${factory} with the property ${brand}`,
    remedy: `Use a factory of ${factory}`,
  }, scope);
}

function kindOf(value: Record<string, unknown>): string {
  const brand = Object.keys(value ?? {}).find((key) => key.endsWith('Kind'));
  return brand ? `a ${brand.slice(0, -'Kind'.length)} value` : `something else (${typeof value})`;
}
