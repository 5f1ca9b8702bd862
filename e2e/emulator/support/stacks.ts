import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { Template } from './assembly';
import { Clients } from './clients';
import { Stack } from './expected';
import { LISTED } from './inventory';

/** The resources of a stack, by logical id. */
export async function stackOf({ cloudformation }: Clients, name: string): Promise<Stack> {
  const { StackResources = [] } = await cloudformation.send(new DescribeStackResourcesCommand({ StackName: name }));
  return Object.fromEntries(StackResources.map((found) => [found.LogicalResourceId!, { type: found.ResourceType!, id: found.PhysicalResourceId! }]));
}

/** The resources of several stacks, by stack and logical id. */
export async function resourcesOf(clients: Clients, names: readonly string[]): Promise<Stack> {
  const stacks = await Promise.all(names.map(async (name) =>
    Object.entries(await stackOf(clients, name)).map(([id, resource]) => [`${name}/${id}`, resource])));
  return Object.fromEntries(stacks.flat());
}

/** What the templates retain of these, as the inventory lists it. */
export function retainedOf(resources: Stack, templates: { readonly [stack: string]: Template }): string[] {
  const retained = Object.entries(resources).filter(([path]) => {
    const [stack, id] = path.split('/');
    const { Type, DeletionPolicy } = templates[stack].Resources[id];
    return LISTED.includes(Type) && DeletionPolicy?.startsWith('Retain');
  });
  return retained.map(([, { type, id }]) => `${type} ${id}`).sort();
}
