import { Token } from 'aws-cdk-lib';
import { ATTRIBUTE, ATTRIBUTE_NAME } from './grammar';
import { parseQuery } from './parser';
import { fail } from '../private/fail';
import { known } from '../private/tokens';

const MAX_EXPRESSION = 2000;

/** An instance, in the two ways that ECS knows. */
const INSTANCE = ['instanceId', 'host'];

export function checkFields(fields: string[]): void {
  const allowed = `A field is ${INSTANCE.join(', ')} or ${ATTRIBUTE} and a name of 1 to 128 letters, digits, hyphens, underscores, dots and slashes`;
  if (Token.isUnresolved(fields)) {
    fail('R123', { given: 'fields is known only when the stack is deployed', allowed: 'Each field is a strategy of its own', remedy: 'Give a plain list' });
  }
  if (fields.length === 0) { fail('R123', { given: 'fields is an empty list', allowed, remedy: 'Name a field, or use Placement.random()' }); }
  const wrong = fields.find((field) => known(field) !== undefined && !isField(field));
  if (wrong !== undefined) { fail('R123', { given: `fields has '${wrong}'`, allowed, remedy: remedyFor(wrong) }); }
}

function isField(field: string): boolean {
  return INSTANCE.includes(field) || (field.startsWith(ATTRIBUTE) && ATTRIBUTE_NAME.test(field.slice(ATTRIBUTE.length)));
}

function remedyFor(field: string): string {
  if (/^(cpu|memory)$/i.test(field)) { return 'Use Placement.binpackCpu() or Placement.binpackMemory()'; }
  const instance = INSTANCE.find((name) => name.toLowerCase() === field.toLowerCase());
  return instance || !ATTRIBUTE_NAME.test(field) ? `Write ${instance ?? 'one of these'}` : `Write ${ATTRIBUTE}${field}`;
}

export function checkExpression(expression: string): void {
  const text = known(expression);
  if (text === undefined) { return; }
  if (text.length > MAX_EXPRESSION) {
    fail('R123', {
      given: `The expression has ${text.length} characters`,
      allowed: `ECS takes ${MAX_EXPRESSION}`,
      remedy: 'Divide it into several memberOf(), joined by plus(): all of them must hold',
    });
  }
  parseQuery(text);
}
