import { IConstruct } from 'constructs';
import { Code } from '../../private/codes';
import { Finding, refuse, warn } from '../../private/fail';

/** A row of a table: what is looked for in the facts of a workload, and under which code it is told. */
export interface Rule<Facts> {
  /** The code that the finding is told under. */
  readonly code: Code;
  /** Looks for it. */
  readonly find: (facts: Facts) => Finding | undefined;
  /**
   * Warn instead of refuse: for what is known of the service, but written in no document of it.
   *
   * @default false
   */
  readonly warns?: boolean;
}

export function applyRules<Facts>(rules: readonly Rule<Facts>[], facts: Facts, scope: IConstruct): void {
  for (const rule of rules) {
    const finding = rule.find(facts);
    if (finding && rule.warns) {
      warn(rule.code, finding, scope);
    } else {
      refuse(rule.code, finding, scope);
    }
  }
}
