import { Annotations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Code } from './codes';

/** What is wrong, in the user's words: the prop and its value, what would be right, and what to do. */
export interface Finding {
  /** What the user said, by the path of the prop: `healthCheck.timeout is 90 seconds`. */
  readonly given: string;
  /** What would be right. */
  readonly allowed: string;
  /** What to do. */
  readonly remedy: string;
}

/** The only error that this library throws. */
export class StevedoreError extends Error {
  public readonly code: Code;

  constructor(code: Code, message: string) {
    super(message);
    this.name = 'StevedoreError';
    this.code = code;
  }
}

export function fail(code: Code, finding: Finding, scope?: IConstruct): never {
  throw new StevedoreError(code, `[stevedore.${code}] ${describe(finding, scope)}`);
}

/** Fails if there is a finding. */
export function refuse(code: Code, finding: Finding | undefined, scope?: IConstruct): void {
  if (finding) { fail(code, finding, scope); }
}

/** Warns; `Annotations.of(x).acknowledgeWarning('stevedore.<code>')` silences it. */
export function warn(code: Code, finding: Finding, scope: IConstruct): void {
  Annotations.of(scope).addWarningV2(`stevedore.${code}`, describe(finding));
}

/** Tells of something that was mended; `Annotations.of(x).acknowledgeInfo('stevedore.<code>')` silences it. */
export function notice(code: Code, finding: Finding, scope: IConstruct): void {
  Annotations.of(scope).addInfoV2(`stevedore.${code}`, describe(finding));
}

function describe(finding: Finding, scope?: IConstruct): string {
  const where = scope ? `${scope.node.path}: ` : '';
  return `${where}${finding.given}. ${finding.allowed}. ${finding.remedy}.`;
}
