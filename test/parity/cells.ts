import { Construct } from 'constructs';
import { A_FEW, Choice, CHOICES } from './choices';
import { expectationOf } from './refusals';
import { ContainerServiceProps } from '../../src';

export type Axis = keyof typeof CHOICES;

/** A choice on each axis. */
export type Cell = { readonly [axis in Axis]: string };

export const AXES = Object.keys(CHOICES) as Axis[];

const PRODUCT = AXES.reduce<Partial<Cell>[]>(
  (cells, axis) => cells.flatMap((cell) => choicesOf(axis).map((choice) => ({ ...cell, [axis]: choice }))), [{}],
) as Cell[];

const isFew = (cell: Cell) => AXES.some((axis) => A_FEW[axis]?.includes(cell[axis]));
const isRefused = (cell: Cell) => expectationOf(cell).throws !== undefined;

/** The whole product; with some choices, only a spread of what they are to go together with, and of what not. */
export const CELLS: Cell[] = [
  ...PRODUCT.filter((cell) => !isFew(cell)),
  ...spreadOf(PRODUCT.filter((cell) => isFew(cell) && !isRefused(cell))),
  ...spreadOf(PRODUCT.filter((cell) => isFew(cell) && isRefused(cell))),
];

/** The cells that are to be services. */
export const SERVICES = CELLS.filter((cell) => !isRefused(cell));

export function choicesOf(axis: Axis): string[] {
  return Object.keys(CHOICES[axis]);
}

export function nameOf(cell: Cell): string {
  return AXES.map((axis) => cell[axis]).join('-');
}

/** The props of a cell; what they refer to is made in the scope. */
export function propsOf(cell: Cell, scope: Construct): Partial<ContainerServiceProps> {
  return Object.assign({}, ...AXES.map((axis) => choiceOf(axis, cell[axis]).props(scope))) as Partial<ContainerServiceProps>;
}

export function choiceOf(axis: Axis, choice: string): Choice {
  return (CHOICES[axis] as { [name: string]: Choice })[choice];
}

/** Few of the cells, in which each two choices come together that do so in any of them. */
export function spreadOf(cells: readonly Cell[]): Cell[] {
  return coverOf(cells, (cell) => AXES.flatMap((a, index) => AXES.slice(index + 1).map((b) => `${a}=${cell[a]} ${b}=${cell[b]}`)));
}

/** Few of the items that together have all that any of them has: each time the one that adds most. */
export function coverOf<T>(items: readonly T[], partsOf: (item: T) => string[]): T[] {
  const missing = new Map(items.map((item) => [item, new Set(partsOf(item))]));
  const chosen: T[] = [];
  for (;;) {
    const [best, parts] = [...missing].reduce((a, b) => b[1].size > a[1].size ? b : a);
    if (parts.size === 0) { return chosen; }
    chosen.push(best);
    const covered = [...parts];
    for (const others of missing.values()) { covered.forEach((part) => others.delete(part)); }
  }
}
