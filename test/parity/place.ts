import { App, aws_ecs as ecs, aws_servicediscovery as cloudmap, CfnResource, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Cell, nameOf, propsOf } from './cells';
import {
  ContainerPlatform, ContainerPlatformProps, ContainerService, ContainerServiceProps, IContainerPlatform, InstancePool, PoolImage,
} from '../../src';
import { StevedoreError } from '../../src/private/fail';
import { importedVpc } from '../platform/imported-vpc';
import { IMAGE } from '../support/builders';

/** CloudFormation takes 500, and a service has fewer than 40. */
const FULL = 460;

/** A cell that was built: its scope, or the code that it was refused with. */
export interface Placed {
  readonly cell: Cell;
  readonly scope?: Construct;
  readonly throws?: string;
}

/** Makes the platform for a stack, or finds it. */
export type PlatformFor = (stack: Stack) => IContainerPlatform;

/** Puts cells into a stack, with one platform, until the stack is full. */
export function fillStack(stack: Stack, cells: readonly Cell[], platformFor: PlatformFor): Placed[] {
  const platform = platformFor(stack);
  const placed: Placed[] = [];
  let resources = resourcesBelow(stack);
  for (const cell of cells) {
    if (resources > FULL) { break; }
    const scope = new Construct(stack, nameOf(cell));
    const throws = codeOf(cell, () => build(cell, scope, platform));
    placed.push(throws === undefined ? { cell, scope } : { cell, throws });
    if (throws !== undefined) { stack.node.tryRemoveChild(scope.node.id); }
    resources += resourcesBelow(scope);
  }
  return placed;
}

/** Puts all cells into an app, into as many stacks as that takes. */
export function fillApp(app: App, cells: readonly Cell[], platformFor: PlatformFor): Placed[] {
  const placed: Placed[] = [];
  while (placed.length < cells.length) {
    placed.push(...fillStack(new Stack(app, `Stack${app.node.children.length}`), cells.slice(placed.length), platformFor));
  }
  return placed;
}

export function build(cell: Cell, scope: Construct, platform: IContainerPlatform, extra: Partial<ContainerServiceProps> = {}): ContainerService {
  return new ContainerService(scope, 'Web', { image: IMAGE, platform, ...propsOf(cell, scope), ...extra });
}

/** The code that something is refused with, or undefined. */
export function codeOf(cell: Cell, act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof StevedoreError) { return error.code; }
    throw new Error(`${nameOf(cell)} fails without a code`, { cause: error });
  }
}

/** The pools that cells run on. */
export const POOLS = {
  web: InstancePool.autoScalingGroup(),
  spot: InstancePool.autoScalingGroup({ instanceTypes: ['m6i.large', 'm5.large'], spot: {} }),
  windows: InstancePool.autoScalingGroup({ machineImage: PoolImage.windows(ecs.WindowsOptimizedVersion.SERVER_2022, true) }),
  gpu: InstancePool.autoScalingGroup({ instanceTypes: ['g6.xlarge'] }),
  managed: InstancePool.managedInstances(),
};

/** A namespace that DNS knows. */
export function namespaceIn({ node: { id } }: Construct): Pick<ContainerPlatformProps, 'namespaceName' | 'namespaceType'> {
  return { namespaceName: `${id.toLowerCase()}.internal`, namespaceType: cloudmap.NamespaceType.DNS_PRIVATE };
}

/** A platform in production profile, in a VPC that exists: it takes the least time. */
export function ownPlatform(stack: Stack): ContainerPlatform {
  const ids = (prefix: string, ...digits: number[]) => digits.map((digit) => `${prefix}-${`${digit}`.repeat(17)}`);
  const vpc = importedVpc(stack, ['public', 'private'], {
    vpcId: ids('vpc', 0)[0], publicSubnetIds: ids('subnet', 1, 2), privateSubnetIds: ids('subnet', 3, 4),
  });
  return new ContainerPlatform(stack, 'Platform', { vpc, pools: POOLS, ...namespaceIn(stack) });
}

/** One platform for all stacks of an app, in a stack of its own, with a network of its own. */
export function sharedPlatform(stack: Stack): ContainerPlatform {
  const app = stack.node.root as App;
  const shared = app.node.tryFindChild('Shared') ?? new Stack(app, 'Shared');
  return shared.node.tryFindChild('Platform') as ContainerPlatform | undefined ?? new ContainerPlatform(shared, 'Platform', { pools: POOLS, ...namespaceIn(shared) });
}

function resourcesBelow(scope: Construct): number {
  return scope.node.findAll().filter((node) => CfnResource.isCfnResource(node)).length;
}
