import { App, Stack } from 'aws-cdk-lib';
import { Cell } from './cells';
import { fillStack, ownPlatform, Placed } from './place';
import { shapesOf } from './shapes';
import { testApp } from '../support/builders';
import { cycleBetween } from '../support/cycles';
import { Stacks } from '../support/stacks';
import { missingWaits, Need } from '../support/waits';

/** What came of a cell. */
export interface CellReport {
  readonly cell: Cell;
  /** The code that it was refused with. */
  readonly throws?: string;
  /** The codes of what it tells the user, and the texts of what has none. */
  readonly told: string[];
  /** What its resources look like. */
  readonly shapes: string[];
}

/** What came of the cells of a stack. */
export interface StackReport {
  readonly cells: CellReport[];
  readonly circle?: string[];
  readonly missing: Need[];
}

const LEVELS = ['aws:cdk:info', 'aws:cdk:warning', 'aws:cdk:error'];

/** An app of its own for each stack: what was looked at can be forgotten. */
export function reportsOn(cells: readonly Cell[]): StackReport[] {
  const reports: StackReport[] = [];
  for (let rest = cells; rest.length > 0;) {
    const app = testApp({ context: { 'aws:cdk:disable-stack-trace': true } });
    const placed = fillStack(new Stack(app, 'Stack'), rest, ownPlatform);
    const stacks = stacksOf(app);
    reports.push({ cells: placed.map((each) => reportOn(each, stacks)), circle: cycleBetween(stacks), missing: missingWaits(stacks) });
    rest = rest.slice(placed.length);
  }
  return reports;
}

function reportOn({ cell, scope, throws }: Placed, stacks: Stacks): CellReport {
  if (!scope) { return { cell, throws, told: [], shapes: [] }; }
  const messages = scope.node.findAll().flatMap(({ node }) => node.metadata).filter(({ type }) => LEVELS.includes(type));
  return { cell, told: messages.map(({ data }) => codeIn(String(data))), shapes: shapesOf(scope, stacks) };
}

function codeIn(message: string): string {
  return /\[ack: stevedore\.(\w+)\]/.exec(message)?.[1] ?? message;
}

/** CDK prints what the app tells the user: the tests read it in the tree. */
function stacksOf(app: App): Stacks {
  const print = jest.spyOn(console, 'error').mockImplementation();
  try {
    return Stacks.of(app);
  } finally {
    print.mockRestore();
  }
}
