import { anyQuery, Dice, print } from './query-text';
import { parseQuery } from '../../src/placement/parser';
import { StevedoreError } from '../../src/private/fail';

const SEEDS = Array.from({ length: 400 }, (_, index) => index + 1);

/** A query and its text, of a seed. */
function sample(seed: number): { query: unknown; text: string } {
  const dice = new Dice(seed);
  const query = anyQuery(dice, 3);
  return { query, text: print(query, dice) };
}

/** The position in the error of an expression, or undefined where it has none. */
function positionOf(text: string): number | undefined {
  try {
    parseQuery(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof StevedoreError) || error.code !== 'R123') { throw error; }
    return Number(/ is wrong at character (\d+): /.exec(error.message)?.[1]);
  }
}

function outOfBounds(texts: string[]): string[] {
  return texts.filter((text) => {
    const position = positionOf(text);
    return position !== undefined && !(position >= 1 && position <= text.length + 1);
  });
}

test('what is printed reads back as it was', () => {
  const texts = new Set<string>();
  for (const { query, text } of SEEDS.map(sample)) {
    texts.add(text);
    expect([text, parseQuery(text)]).toEqual([text, query]);
  }
  expect(texts.size).toBeGreaterThan(300);
});

test('each beginning of an expression reads, or has a position within it', () => {
  const texts = SEEDS.slice(0, 40).map((seed) => sample(seed).text);
  const beginnings = texts.flatMap((text) => Array.from({ length: text.length }, (_, length) => text.slice(0, length)));
  expect(beginnings.filter((text) => positionOf(text) !== undefined).length).toBeGreaterThan(1000);
  expect(outOfBounds(beginnings)).toEqual([]);
});

test('whatever is changed in an expression, it reads, or has a position within it', () => {
  const changed = SEEDS.map((seed) => {
    const dice = new Dice(seed);
    const { text } = sample(seed);
    const at = dice.below(text.length);
    const noise = dice.text('()[]=!<>~&|\'" ,\\*+aé\n', 3);
    return text.slice(0, at) + noise + text.slice(at + dice.below(3));
  });
  expect(changed.filter((text) => positionOf(text) !== undefined).length).toBeGreaterThan(100);
  expect(outOfBounds(changed)).toEqual([]);
});
