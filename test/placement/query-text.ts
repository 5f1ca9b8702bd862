import { Comparison, Junction, Query } from '../../src/placement/query';

/** Numbers that follow from a seed, so that a failure comes again (by Park and Miller). */
export class Dice {
  constructor(private state: number) {}

  /** A whole number from 0, less than `below`. */
  public below(below: number): number {
    this.state = (this.state + 1) * 16_807 % 2_147_483_647;
    return Math.floor(this.state / 2_147_483_647 * below);
  }

  public pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)];
  }

  public text(characters: string, max: number): string {
    return Array.from({ length: 1 + this.below(max) }, () => this.pick([...characters])).join('');
  }
}

type Operator = Comparison['operator'];

/** Each operator in both ways of the documents. */
const WRITTEN: { readonly [name in Operator]: readonly string[] } = {
  equals: ['==', 'equals'],
  not_equals: ['!=', 'not_equals'],
  greater_than: ['>', 'greater_than'],
  greater_than_equal: ['>=', 'greater_than_equal'],
  less_than: ['<', 'less_than'],
  less_than_equal: ['<=', 'less_than_equal'],
  exists: ['exists'],
  not_exists: ['!exists', 'not_exists'],
  in: ['in'],
  not_in: ['!in', 'not_in'],
  matches: ['=~', 'matches'],
  not_matches: ['!~', 'not_matches'],
};

const ALL = Object.keys(WRITTEN) as Operator[];
const IN_ORDER = ALL.slice(0, 6);
const OF_A_CHOICE: Operator[] = ['equals', 'not_equals', 'in', 'not_in', 'matches', 'not_matches'];
const NAME = 'abzAZ019-_./\\';
const VALUE = `${NAME}@:`;
const PATTERN = ['.*', '[a-c]', '^t', '\\.', 'x{1,2}', '(a|b)', '(a||b)', '$', 'g5', 'or', 'm?', '\\(', '\\)'];

/** A query of any shape, at most so deep. */
export function anyQuery(dice: Dice, depth: number): Query {
  if (depth === 0 || dice.below(4) === 0) { return anyComparison(dice); }
  if (dice.below(4) === 0) { return { kind: 'not', operand: anyQuery(dice, depth - 1) }; }
  return { kind: dice.pick(['and', 'or']), operands: Array.from({ length: 2 + dice.below(3) }, () => anyQuery(dice, depth - 1)) };
}

function anyComparison(dice: Dice): Comparison {
  const attribute = `attribute:${dice.text(NAME, 12)}`;
  const field = dice.pick(['agentConnected', 'agentVersion', 'ec2InstanceId', 'registeredAt', 'runningTasksCount', 'task:group']);
  const subject = dice.pick([attribute, field]);
  const operator = dice.pick(operatorsOf(subject));
  return { kind: 'comparison', subject, operator, values: valuesFor(dice, subject, operator) };
}

function operatorsOf(subject: string): readonly Operator[] {
  if (subject.startsWith('attribute:') || subject === 'task:group') { return ALL; }
  return ['agentConnected', 'ec2InstanceId'].includes(subject) ? OF_A_CHOICE : IN_ORDER;
}

function valuesFor(dice: Dice, subject: string, operator: Operator): string[] {
  switch (operator) {
    case 'exists': case 'not_exists': return [];
    case 'in': case 'not_in': return Array.from({ length: 1 + dice.below(3) }, () => anyValue(dice, subject));
    case 'matches': case 'not_matches': return [`a${Array.from({ length: dice.below(4) }, () => dice.pick(PATTERN)).join('')}`];
    default: return [anyValue(dice, subject)];
  }
}

function anyValue(dice: Dice, subject: string): string {
  if (subject === 'registeredAt') { return dice.pick(['2018-06-18T22:28:28+00:00', '2018-06-18T22:28:28Z', '2018-06-18T22:28:28', '2018-06-18']); }
  if (subject === 'runningTasksCount') { return `${dice.below(100)}`; }
  return dice.pick([dice.text(VALUE, 8), dice.text(VALUE, 3), `${dice.text(VALUE, 3)} ${dice.text(VALUE, 3)}`, 'not', 'and', 'or', 'exists', 'in', ',;()[]=!&|']);
}

/** The query as text, in one of the ways that it can be written. */
export function print(query: Query, dice: Dice): string {
  switch (query.kind) {
    case 'comparison': return printComparison(query, dice);
    case 'not': return printNegation(query.operand, dice);
    default: return printJunction(query, dice);
  }
}

function printNegation(operand: Query, dice: Dice): string {
  const text = print(operand, dice);
  const group = dice.pick([`(${text})`, `( ${text}\t)`]);
  return operand.kind === 'comparison' ? dice.pick([`not ${text}`, `not${group}`, `!${text}`, `! ${group}`]) : dice.pick([`not${group}`, `!${group}`]);
}

function printJunction({ kind, operands }: Junction, dice: Dice): string {
  return operands.map((operand) => isLoose(operand, kind) || dice.below(5) === 0 ? `(${print(operand, dice)})` : print(operand, dice))
    .reduce((left, right) => `${left}${dice.pick(kind === 'and' ? [' and ', ' && ', '&&', '\n&& '] : [' or ', ' || ', '||'])}${right}`);
}

/** Whether a junction would read otherwise without parentheses. */
function isLoose({ kind: inner }: Query, outer: Junction['kind']): boolean {
  return inner === 'or' || (inner === 'and' && outer === 'and');
}

function printComparison({ subject, operator, values }: Comparison, dice: Dice): string {
  const sign = dice.pick(WRITTEN[operator]);
  const isWord = /^!?[a-z]/.test(sign);
  const text = [...values.map((value) => printValue(value, operator, dice))];
  const before = isWord && !sign.startsWith('!') ? ' ' : dice.pick([' ', '', '  ']);
  if (values.length === 0) { return `${subject}${before}${sign}`; }
  const argument = operator.endsWith('in') ? `[${dice.pick(['', ' '])}${text.join(dice.pick([',', ', ', ' , ']))}${dice.pick(['', ' '])}]` : text[0];
  return `${subject}${before}${sign}${isWord && !/^['[]/.test(argument) ? ' ' : dice.pick([' ', ''])}${argument}`;
}

function printValue(value: string, operator: Operator, dice: Dice): string {
  const bare = operator.endsWith('matches') ? !/\s/.test(value) : /^[A-Za-z0-9\-_.@/\\:+]+$/.test(value);
  return bare && dice.below(3) > 0 ? value : `'${value}'`;
}
