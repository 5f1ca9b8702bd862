import { Annotations, Stack } from 'aws-cdk-lib';
import { quietRows, warningRows } from './warning-rows';

const [WARNING, INFO, ERROR] = ['aws:cdk:warning', 'aws:cdk:info', 'aws:cdk:error'];
const LEVELS = [WARNING, INFO, ERROR];
const TABLE = warningRows.map((row) => [row.code, row.name, row] as const);

/** All that is told of a stack. */
function told(stack: Stack): [level: string, path: string, text: unknown][] {
  return stack.node.findAll().flatMap(({ node }) => node.metadata
    .filter(({ type }) => LEVELS.includes(type))
    .map(({ type, data }): [string, string, unknown] => [type, node.path, data]));
}

test.each(TABLE)('%s: %s is told', (code, _, { act, says, mended }) => {
  const scope = act();
  const text = expect.stringMatching(`${says}.*\\[ack: stevedore\\.${code}\\]`);
  expect(told(Stack.of(scope))).toEqual([[mended ? INFO : WARNING, scope.node.path, text]]);
});

test.each(TABLE)('%s: %s can be acknowledged', (code, _, { act, mended }) => {
  const scope = act();
  const id = `stevedore.${code}`;
  if (mended) { Annotations.of(scope).acknowledgeInfo(id); } else { Annotations.of(scope).acknowledgeWarning(id); }
  expect(told(Stack.of(scope))).toEqual([]);
});

test.each(quietRows)('nothing is told of %s', (_, act) => {
  expect(told(Stack.of(act()))).toEqual([]);
});
