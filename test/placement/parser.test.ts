import { parseQuery } from '../../src/placement/parser';
import { comparisonsOf, Query } from '../../src/placement/query';

function compare(subject: string, operator: string, ...values: string[]): Query {
  return { kind: 'comparison', subject, operator, values } as Query;
}

const T2 = compare('attribute:ecs.instance-type', 'equals', 't2.small');
const [A, B, C] = ['a', 'b', 'c'].map((name) => compare(`attribute:${name}`, 'exists'));

/** The examples of the documents, and what programs of the field have. */
test.each<[string, Query]>([
  ['attribute:ecs.instance-type == t2.small', T2],
  ['attribute:ecs.availability-zone in [us-east-1a, us-east-1b]', compare('attribute:ecs.availability-zone', 'in', 'us-east-1a', 'us-east-1b')],
  ['attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d', {
    kind: 'and',
    operands: [compare('attribute:ecs.instance-type', 'matches', 'g2.*'), compare('attribute:ecs.availability-zone', 'not_equals', 'us-east-1d')],
  }],
  ['task:group == service:production', compare('task:group', 'equals', 'service:production')],
  ['not(task:group == database)', { kind: 'not', operand: compare('task:group', 'equals', 'database') }],
  ['runningTasksCount == 1', compare('runningTasksCount', 'equals', '1')],
  ['agentVersion < 1.14.5', compare('agentVersion', 'less_than', '1.14.5')],
  ['registeredAt < 2018-02-13', compare('registeredAt', 'less_than', '2018-02-13')],
  ["ec2InstanceId in ['i-abcd1234', 'i-wxyx7890']", compare('ec2InstanceId', 'in', 'i-abcd1234', 'i-wxyx7890')],
  ["ec2InstanceId in ['i-1'] and agentConnected==true", { kind: 'and', operands: [compare('ec2InstanceId', 'in', 'i-1'), compare('agentConnected', 'equals', 'true')] }],
  ['attribute:ecs.capability.external !exists', compare('attribute:ecs.capability.external', 'not_exists')],
  ['runningTasksCount<2', compare('runningTasksCount', 'less_than', '2')],
  ['attribute:lock == OPEN or attribute:lock not_exists', { kind: 'or', operands: [compare('attribute:lock', 'equals', 'OPEN'), compare('attribute:lock', 'not_exists')] }],
  ['attribute:ecs.instance-type =~ (p[2,3]|g[3,4]|f[1]).*', compare('attribute:ecs.instance-type', 'matches', '(p[2,3]|g[3,4]|f[1]).*')],
  ['attribute:foundry.signoz.io/storage == persistent', compare('attribute:foundry.signoz.io/storage', 'equals', 'persistent')],
])('%s', (text, query) => {
  expect(parseQuery(text)).toEqual(query);
});

test.each<[string, Query]>([
  ['attribute:a exists or attribute:b exists and attribute:c exists', { kind: 'or', operands: [A, { kind: 'and', operands: [B, C] }] }],
  ['(attribute:a exists or attribute:b exists) and attribute:c exists', { kind: 'and', operands: [{ kind: 'or', operands: [A, B] }, C] }],
  ['attribute:a exists&&attribute:b exists&&attribute:c exists', { kind: 'and', operands: [A, B, C] }],
  ['attribute:a exists and (attribute:b exists and attribute:c exists)', { kind: 'and', operands: [A, { kind: 'and', operands: [B, C] }] }],
  ['not attribute:a exists and attribute:b exists', { kind: 'and', operands: [{ kind: 'not', operand: A }, B] }],
  ['!(attribute:a exists || !attribute:b exists)', { kind: 'not', operand: { kind: 'or', operands: [A, { kind: 'not', operand: B }] } }],
  ['((attribute:a exists))', A],
  ['(attribute:a =~ t2.*)', compare('attribute:a', 'matches', 't2.*')],
  ['(attribute:a =~ (t2|t3).*)', compare('attribute:a', 'matches', '(t2|t3).*')],
  ["attribute:a =~ 't2 (x'", compare('attribute:a', 'matches', 't2 (x')],
  ['attribute:a =~ \\(x', compare('attribute:a', 'matches', '\\(x')],
  ['attribute:a =~ (b||c)||attribute:b exists', { kind: 'or', operands: [compare('attribute:a', 'matches', '(b||c)'), B] }],
  ["attribute:a == 'and or'", compare('attribute:a', 'equals', 'and or')],
  ['\n attribute:a\texists ', A],
])('%s is read by what binds closer', (text, query) => {
  expect(parseQuery(text)).toEqual(query);
});

test.each<[text: string, position: number, says: string]>([
  ['', 1, 'it ends where a comparison is expected'],
  ['attribute:stack = prod', 17, "'=' is no operator. Behind attribute:stack comes one of ==, !=, >, >=, <, <=, exists, !exists, in, !in, =~, !~. Write == or equals."],
  ['attribute:a is b', 13, "'is' is no operator"],
  ['attribute:a NOT_IN [b]', 13, 'Write !in or not_in.'],
  ['attribute:a not in [b]', 13, 'Write !in or not_in.'],
  ['attribute:a ! in [b]', 13, "'!' is no operator"],
  ['attribute:a !inside', 13, "'!' is no operator"],
  ['attribute:a', 12, 'it ends where an operator is expected'],
  ['attribute:a (b', 13, "'(' stands where an operator is expected"],
  ['attribute:a == b attribute:c == d', 18, "'attribute:c' follows a comparison"],
  ['attribute:a == b AND attribute:c == d', 18, "'AND' follows a comparison"],
  ['attribute:a == b & attribute:c exists', 18, "'&' follows a comparison"],
  ['(attribute:a == b c)', 19, "'c' follows a comparison"],
  ['attribute:a exists)', 19, "')' closes nothing"],
  ['attribute:a exists or (attribute:b exists', 23, "'(' is not closed"],
  ['attribute:a exists and', 23, 'it ends where a comparison is expected'],
  ['or attribute:a exists', 1, "'or' stands where a comparison is expected"],
  ['()', 2, "')' stands where a comparison is expected"],
  ['stack == prod', 1, "'stack' is neither an attribute nor a field"],
  ['ecs.os-type == linux', 1, 'Write attribute:ecs.os-type for an attribute.'],
  ['RunningTasksCount == 1', 1, 'Write runningTasksCount.'],
  ['constructor == x', 1, "'constructor' is neither"],
  ['attribute: a == b', 1, "'attribute:' names no attribute"],
  ['attribute:a* == b', 1, "'attribute:a*' names no attribute"],
  [`attribute:${'a'.repeat(129)} exists`, 1, 'names no attribute'],
  ['agentConnected exists', 16, "'exists' does not go with agentConnected. Behind agentConnected comes one of ==, !=, in, !in, =~, !~."],
  ['agentVersion in [1.2.3]', 14, "'in' does not go with agentVersion"],
  ['runningTasksCount =~ 1.*', 19, "'=~' does not go with runningTasksCount"],
  ['runningTasksCount == few', 22, "'few' cannot be compared with runningTasksCount. It is compared with a whole number."],
  ['registeredAt > 13.2.2018', 16, "'13.2.2018' cannot be compared with registeredAt"],
  ['attribute:a ==', 15, 'it ends where a value is expected'],
  ['attribute:a == t2.*', 19, "'*' cannot be part of a value"],
  ['attribute:a == "b"', 16, 'a quote is double'],
  ["attribute:a == 'b", 16, 'the quote is not closed'],
  ["attribute:a == ''", 16, 'the value is empty'],
  ['attribute:a in b', 16, "'b' stands where a list is expected"],
  ['attribute:a in []', 17, "']' stands where a value is expected"],
  ['attribute:a in [b, ]', 20, "']' stands where a value is expected"],
  ['attribute:a in [b c]', 19, "'c' follows a value"],
  ['attribute:a in [b', 16, "'[' is not closed"],
  ['attribute:a =~ *.large', 16, "the pattern begins with '*'"],
  ['attribute:a =~ ', 16, 'it ends where a value is expected'],
  ['attribute:a =~ (t2|t3', 16, "'(' is not closed in the pattern"],
  [`${'('.repeat(101)}`, 102, 'nested more than 100 deep'],
])('%s is wrong at %d', (text, position, says) => {
  expect(() => parseQuery(text)).toThrow(new RegExp(`^\\[stevedore\\.R123\\] The expression '.*' is wrong at character ${position}: `));
  expect(() => parseQuery(text)).toThrow(says);
});

test('of a long expression, an error shows what is near', () => {
  const terms = Array.from({ length: 20 }, (_, index) => `attribute:a${index} exists`);
  const text = [...terms, 'attribute:b = c', ...terms].join(' and ');
  const shown = /The expression '…(.*)…' is wrong at character (\d+)/.exec(messageOf(text));
  expect(shown?.[1]).toContain('attribute:b = c and');
  expect(text.slice(Number(shown?.[2]) - 1)).toMatch(/^= c/);
});

test('the deepest that is read', () => {
  expect(parseQuery(`${'('.repeat(100)}attribute:a exists${')'.repeat(100)}`)).toEqual(A);
});

test('groups beside each other are not deep', () => {
  const groups = Array.from({ length: 60 }, () => '((attribute:a exists))').join(' and not ');
  expect(comparisonsOf(parseQuery(groups))).toHaveLength(60);
});

test('the comparisons of a query come from the left', () => {
  expect(comparisonsOf(parseQuery('(attribute:a exists or !(attribute:b exists)) and attribute:c exists'))).toEqual([A, B, C]);
});

function messageOf(text: string): string {
  try {
    parseQuery(text);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
