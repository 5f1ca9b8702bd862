import { App, AppProps } from 'aws-cdk-lib';
import { CELLS, coverOf, nameOf } from './cells';
import { fillApp, PlatformFor } from './place';
import { expectationOf } from './refusals';
import { CellReport, reportsOn, StackReport } from './reports';
import { findingsOf } from '../conformance/findings';
import { testApp } from '../support/builders';
import { cycleBetween } from '../support/cycles';
import { Stacks } from '../support/stacks';
import { missingWaits } from '../support/waits';

const TIME = 300_000;

/**
 * The tests of all cells with a capacity: a file for each, so that they run side by side. Validators take their time, so that they see a few cells
 * only, which have all that the others have, beside a platform or across stacks: with the one capacity so, and with the other so.
 */
export function testCellsOn(capacity: string, platformFor: PlatformFor): void {
  const cells = CELLS.filter((cell) => cell.capacity === capacity);
  let stacks: StackReport[];
  let reports: CellReport[];
  beforeAll(() => {
    Error.stackTraceLimit = 5; // Jest keeps 100 frames, and CDK takes them down for each resource
    stacks = reportsOn(cells);
    reports = stacks.flatMap((stack) => stack.cells);
  }, TIME);

  test('a cell throws what refusals.txt says, and nothing else', () => {
    const wrong = reports.filter(({ cell, throws }) => throws !== expectationOf(cell).throws);
    expect(wrong.map(({ cell, throws }) => `${nameOf(cell)} → throws ${throws}`)).toEqual([]);
    expect(reports.map(({ cell }) => cell)).toEqual(cells);
  });

  test('a cell tells what refusals.txt says, and nothing else', () => {
    const wrong = reports.filter(({ cell, throws, told }) => throws === undefined && told.join() !== expectationOf(cell).warns.join());
    expect(wrong.map(({ cell, told }) => `${nameOf(cell)} → warns ${told.join()}`)).toEqual([]);
  });

  test('no stack has a circle', () => {
    expect(stacks.flatMap(({ circle }) => circle ?? [])).toEqual([]);
  });

  test('each service waits for what its first task needs', () => {
    expect(stacks.flatMap(({ missing }) => missing)).toEqual([]);
  });

  test('each shape of resource passes the validator and cdk-nag', () => {
    const telling = coverOf(reports, ({ shapes }) => shapes).map(({ cell }) => cell);
    let app: App;
    const build = (props: AppProps) => {
      fillApp(app = testApp(props), telling, platformFor);
      return app;
    };
    expect(findingsOf(build).filter(({ plugin }) => plugin !== 'Construct Annotations')).toEqual([]);
    expect(cycleBetween(Stacks.of(app!))).toBeUndefined();
    expect(missingWaits(Stacks.of(app!))).toEqual([]);
  }, TIME);
}
