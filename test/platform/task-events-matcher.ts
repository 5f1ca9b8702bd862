/**
 * EventBridge's matching of an event by a pattern, as far as rules of this library use it. What a pattern says of the members of a list of objects
 * must be true of one and the same member. 'exists: false' is true of the member that the fields before it, by name, are true of, or else of all.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html
 * https://github.com/aws/event-ruler
 */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface Pattern { readonly [field: string]: Pattern | Pattern[] | Condition[] }

type Condition = Json;

interface Operators {
  readonly 'prefix'?: string;
  readonly 'exists'?: boolean;
  readonly 'anything-but'?: Json[] | { readonly prefix: string };
}

/** What a pattern comes to, with each `$or` multiplied out: rules of paths and conditions. */
type Rule = [path: string[], conditions: Condition[]][];

/** A value of the event, and which members of lists it lies in. */
interface Field {
  readonly path: string;
  readonly value: Json;
  readonly members: Members;
}

interface Members { readonly [list: string]: number }

export function matches(pattern: Pattern, event: Json): boolean {
  const fields = fieldsOf(event, '', {});
  return rulesOf(pattern, []).some((rule) => holds(rule.map(([path, conditions]): Step => [path.join('.'), conditions]).sort(), fields, {}));
}

type Step = [path: string, conditions: Condition[]];

function holds([step, ...rest]: Step[], fields: Field[], members: Members): boolean {
  if (!step) { return true; }
  const [path, conditions] = step;
  const candidates = fields.filter((field) => field.path === path && agree(field.members, members));
  if (candidates.length === 0) { return meets(conditions, undefined) && holds(rest, fields, members); }
  return candidates.some(({ value, members: more }) => meets(conditions, value) && holds(rest, fields, { ...members, ...more }));
}

function agree(one: Members, other: Members): boolean {
  return Object.entries(one).every(([list, member]) => (other[list] ?? member) === member);
}

function rulesOf(pattern: Pattern, path: string[]): Rule[] {
  return Object.entries(pattern).reduce<Rule[]>((rules, [field, below]) => {
    const alternatives = field === '$or' ? (below as Pattern[]).flatMap((part) => rulesOf(part, path)) : fieldRules([...path, field], below);
    return rules.flatMap((rule) => alternatives.map((alternative) => [...rule, ...alternative]));
  }, [[]]);
}

function fieldRules(path: string[], below: Pattern | Condition[] | Pattern[]): Rule[] {
  return Array.isArray(below) ? [[[path, below as Condition[]]]] : rulesOf(below, path);
}

function fieldsOf(value: Json, path: string, members: Members): Field[] {
  if (Array.isArray(value)) { return value.flatMap((member, index) => fieldsOf(member, path, { ...members, [path]: index })); }
  if (value === null || typeof value !== 'object') { return [{ path, value, members }]; }
  return Object.entries(value).flatMap(([key, below]) => fieldsOf(below, path === '' ? key : `${path}.${key}`, members));
}

function meets(conditions: Condition[], value: Json | undefined): boolean {
  return conditions.some((condition) => condition !== null && typeof condition === 'object' ? meetsOperator(condition as Operators, value) : condition === value);
}

function meetsOperator(operators: Operators, value: Json | undefined): boolean {
  const { prefix, exists, 'anything-but': others } = operators;
  const known = Object.keys(operators);
  if (known.length !== 1 || !['prefix', 'exists', 'anything-but'].includes(known[0])) { throw new Error(`No operator of these is known: ${known.join(', ')}`); }
  if (exists !== undefined) { return exists === (value !== undefined); }
  if (value === undefined) { return false; }
  if (prefix !== undefined) { return typeof value === 'string' && value.startsWith(prefix); }
  return Array.isArray(others) ? !others.includes(value) : !(typeof value === 'string' && value.startsWith(others!.prefix));
}
