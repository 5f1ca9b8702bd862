import { Stack, Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** The stage that a construct lies in, or the app: what lies in two stages is deployed apart. */
export function stageOf(scope: IConstruct): IConstruct {
  return Stage.of(scope) ?? scope.node.root;
}

/** The stack that is deployed: nested stacks are parts of theirs. */
export function deployedStackOf(scope: IConstruct): Stack {
  const stack = Stack.of(scope);
  return stack.nestedStackParent ? deployedStackOf(stack.nestedStackParent) : stack;
}
