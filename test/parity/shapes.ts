import { CfnElement, CfnResource, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Stacks } from '../support/stacks';
import { CfnTemplateResource } from '../support/template';

/**
 * What the resources of a cell look like, without what only names them: two cells with the same shapes have nothing in them that a rule on
 * resources could tell apart.
 */
export function shapesOf(scope: Construct, stacks: Stacks): string[] {
  const stack = Stack.of(scope);
  const resources = stacks.resourcesOf(stack.node.path);
  const elements = scope.node.findAll().filter((node): node is CfnElement => CfnResource.isCfnResource(node));
  const ids = elements.map((element) => stack.resolve(element.logicalId) as string);
  return [...new Set(ids.map((id) => shapeOf(resources[id], resources, scope)))];
}

/** Logical ids give way to the types of what they name, and the names of the cell to one word. */
function shapeOf({ Type, Properties, DependsOn = [] }: CfnTemplateResource, resources: ReturnType<Stacks['resourcesOf']>, scope: Construct): string {
  const types = [...new Set([DependsOn].flat().map((id) => resources[id].Type))].sort();
  const { id, addr } = scope.node;
  const names = new RegExp(`${id}|${id.replace(/-/g, '')}|${addr}`, 'g');
  return JSON.stringify([Type, Properties, types])
    .replace(/[A-Za-z0-9]+/g, (word) => resources[word]?.Type ?? word)
    .replace(names, 'cell')
    .replace(/[0-9A-F]{8}\b/g, 'hash');
}
