import { Operator } from './grammar';

/** An expression of the cluster query language, as a tree. */
export type Query = Comparison | Negation | Junction;

/** What is asked of an instance. */
export interface Comparison {
  /** What it is. */
  readonly kind: 'comparison';
  /** `attribute:` with a name, or a field. */
  readonly subject: string;
  /** What it has to fulfil. */
  readonly operator: Operator;
  /** None behind `exists`, one or more behind `in`, and one behind all others. */
  readonly values: readonly string[];
}

/** What must not hold. */
export interface Negation {
  /** What it is. */
  readonly kind: 'not';
  /** What is negated. */
  readonly operand: Query;
}

/** What must hold together, or one of which must. */
export interface Junction {
  /** How they are joined. */
  readonly kind: 'and' | 'or';
  /** Two or more. */
  readonly operands: readonly Query[];
}

/** The comparisons of a query, from the left. */
export function comparisonsOf(query: Query): Comparison[] {
  if (query.kind === 'comparison') { return [query]; }
  return query.kind === 'not' ? comparisonsOf(query.operand) : query.operands.flatMap(comparisonsOf);
}
