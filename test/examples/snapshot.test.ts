import { join } from 'node:path';
import { committed } from '../support/committed';
import { buildExample, EXAMPLES, templatesOf } from '../support/examples';
import { pinnedTest } from '../support/pinned-test';
import { CfnTemplate, maskHashes } from '../support/template';

pinnedTest.each(Object.keys(EXAMPLES))('the templates of %s', (example) => {
  expect(maskHashes(templatesOf(buildExample(example)))).toMatchSnapshot();
});

/** A logical id that moves is a resource that is replaced. `UPDATE_IDS=1 npx jest test/examples/snapshot` accepts it: a breaking change, but for new ids. */
test('no logical id moves', () => {
  const ids = Object.fromEntries(Object.keys(EXAMPLES).map((example) => [example, idsOf(templatesOf(buildExample(example)))]));
  const text = `${JSON.stringify(ids, null, 2)}\n`;
  expect(text).toEqual(committed(join(__dirname, 'ids.json'), text, 'UPDATE_IDS'));
});

/** The type of each logical id, by stack. */
function idsOf(templates: { [stack: string]: CfnTemplate }): { [stack: string]: { [id: string]: string } } {
  return Object.fromEntries(Object.entries(templates).map(([stack, { Resources = {} }]) => {
    const types = Object.entries(Resources).map(([id, { Type }]) => [id, Type]);
    return [stack, Object.fromEntries(types.sort(([a], [b]) => a < b ? -1 : 1))];
  }));
}
