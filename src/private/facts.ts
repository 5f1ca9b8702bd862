import { CfnElement, Lazy } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { deployedStackOf } from './stage';

/** What other stacks may use of a construct, by the construct. */
const facts = new WeakMap<IConstruct, () => unknown[]>();

/** Says what other stacks may use of a construct. It is asked when the app is synthesised. */
export function declareFacts(owner: IConstruct, list: () => unknown[]): void {
  facts.set(owner, list);
}

/**
 * Makes whatever uses a construct of another stack refer to all that it may use of it. The CDK exports what is referred to, and no more: the
 * exports of the other stack would come and go with the first and the last use of each fact.
 */
export function referToFacts(scope: Construct, owner: IConstruct): void {
  const list = facts.get(owner);
  if (list && deployedStackOf(scope) !== deployedStackOf(owner)) { new FactReferences(scope, 'PlatformFacts', list); }
}

/**
 * Refers to facts while aws-cdk-lib looks for references between stacks, so that it makes of them what it makes of any other reference, strong or
 * weak. It has no part in the template.
 */
class FactReferences extends CfnElement {
  constructor(scope: Construct, id: string, private readonly list: () => unknown[]) {
    super(scope, id);
  }

  /** @internal */
  public _toCloudFormation(): object {
    return Lazy.uncachedAny({ produce: ({ preparing }) => preparing ? this.list() : {} });
  }
}
