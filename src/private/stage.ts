import { Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** The stage that a construct lies in, or the app: what lies in two stages is deployed apart. */
export function stageOf(scope: IConstruct): IConstruct {
  return Stage.of(scope) ?? scope.node.root;
}
