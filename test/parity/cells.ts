import { Construct } from 'constructs';
import { A_FEW, Choice, CHOICES } from './choices';
import { decisiveFor, expectationOf, REFUSALS } from './refusals';
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
const SPREAD: Cell[] = [
  ...PRODUCT.filter((cell) => !isFew(cell)),
  ...spreadOf(PRODUCT.filter((cell) => isFew(cell) && !isRefused(cell))),
  ...spreadOf(PRODUCT.filter((cell) => isFew(cell) && isRefused(cell))),
];

const DECIDING = new Set(SPREAD.flatMap((cell) => decisiveFor(cell)));

/** With a cell for each refusal that no other decides on. */
export const CELLS: Cell[] = [
  ...SPREAD,
  ...REFUSALS.filter((refusal) => !DECIDING.has(refusal)).flatMap((refusal) => PRODUCT.find((cell) => decisiveFor(cell).includes(refusal)) ?? []),
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
  const holders = new Map<string, number[]>();
  const missing = items.map((item, index) => {
    const parts = new Set(partsOf(item));
    for (const part of parts) { holders.set(part, holders.get(part) ?? []).get(part)!.push(index); }
    return parts.size;
  });
  const chosen: T[] = [];
  for (;;) {
    const best = missing.reduce((a, count, index) => count > missing[a] ? index : a, 0);
    if (!missing[best]) { return chosen; }
    chosen.push(items[best]);
    for (const part of partsOf(items[best])) {
      for (const index of holders.get(part) ?? []) { missing[index] -= 1; }
      holders.delete(part);
    }
  }
}
