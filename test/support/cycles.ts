import { cycleOf, graphOf } from './graph';
import { Stacks } from './stacks';
import { CfnTemplate } from './template';

/** A circle of resources that wait for each other, by their logical ids, or undefined. */
export function cycleIn(template: CfnTemplate): string[] | undefined {
  return cycleBetween(new Stacks({ Stack: { template } }))?.map((node) => node.replace('Stack/', ''));
}

/** A circle of resources and stacks that wait for each other, or undefined. */
export function cycleBetween(stacks: Stacks): string[] | undefined {
  return cycleOf(graphOf(stacks));
}
