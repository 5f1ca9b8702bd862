import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Axis, Cell } from './cells';

/** A line of refusals.txt. */
export interface Refusal {
  readonly line: string;
  readonly conditions: [axis: Axis, choices: string[]][];
  readonly effect: 'throws' | 'warns';
  readonly code: string;
}

/** What a cell is to do: throw one code, or warn of some. */
export interface Expectation {
  readonly throws?: string;
  readonly warns: string[];
}

export const REFUSALS: Refusal[] = parseRefusals(readFileSync(join(__dirname, 'refusals.txt'), 'utf8'));

export function parseRefusals(text: string): Refusal[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const [left, right] = line.split(' → ');
    const [effect, code] = right.split(' ') as [Refusal['effect'], string];
    const conditions = left.split(' × ').map((condition): [Axis, string[]] => {
      const [axis, choices] = condition.split('=');
      return [axis as Axis, choices.split('|')];
    });
    return { line, conditions, effect, code };
  });
}

/** The lines that decide on a cell. */
export function decisiveFor(cell: Cell, refusals: readonly Refusal[] = REFUSALS): Refusal[] {
  const matching = refusals.filter(({ conditions }) => conditions.every(([axis, choices]) => choices.includes(cell[axis])));
  const first = matching.find(({ effect }) => effect === 'throws');
  return first ? [first] : matching;
}

export function expectationOf(cell: Cell): Expectation {
  const decisive = decisiveFor(cell);
  const codes = (wanted: Refusal['effect']) => decisive.filter(({ effect }) => effect === wanted).map(({ code }) => code);
  return { throws: codes('throws')[0], warns: codes('warns') };
}
