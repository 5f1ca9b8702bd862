import { IConstruct } from 'constructs';

/** Whether it belongs to a function that aws-cdk-lib makes once for a stack, and so below the stack, whoever asks for it. */
export function isStackSingleton(node: IConstruct): boolean {
  return node.node.scopes.some(({ node: { id } }) => /^Custom::\w+CustomResourceProvider$/.test(id));
}
