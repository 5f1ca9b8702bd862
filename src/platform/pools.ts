import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IContainerPlatform } from './protocol';
import { IInstancePool, InstancePoolConfig } from '../capacity';
import { checkBrand, checkConfig } from '../private/brand';
import { fail, Finding, refuse } from '../private/fail';
import { given } from '../private/given';
import { wrongKey } from '../private/names';
import { outsideRange } from '../private/range';
import { sortedEntries } from '../private/sorted';
import { refuseNoSubnets } from '../private/subnets';

/** A cluster takes 20 capacity providers, those of Fargate not counted. */
const MAX_POOLS = 20;

export function checkPools(scope: Construct, pools: { [name: string]: IInstancePool } | undefined): void {
  refuse('R137', wrongKey('pools', pools), scope);
  refuse('R137', outsideRange('The number of pools', sortedEntries(pools).length, { min: 0, max: MAX_POOLS, remedy: 'Give fewer pools' }), scope);
}

/** What a platform tells its pools. */
type PoolFacts = 'cluster' | 'dualStack' | 'encryptionKey' | 'endpointsOnly' | 'reach' | 'taskSubnets' | 'vpc';

/** The instances start in the subnets of the tasks, and join the cluster. */
export function bindPools(
  platform: Construct & Pick<IContainerPlatform, PoolFacts>, pools: { [name: string]: IInstancePool } | undefined,
): { [name: string]: InstancePoolConfig } {
  const { cluster, vpc, taskSubnets, encryptionKey, dualStack } = platform;
  const entries = sortedEntries(pools);
  if (entries.length === 0) { return {}; }
  refuseNoSubnets(platform, vpc, 'taskSubnets', taskSubnets);
  const parent = new Construct(platform, 'Pools');
  const publicSubnets = vpc.selectSubnets(taskSubnets).hasPublic;
  return Object.fromEntries(entries.map(([poolName, pool]) => {
    checkBrand(platform, `pools.${poolName}`, pool, 'instancePoolKind', 'InstancePool');
    const scope = new Construct(parent, poolName);
    const config = pool.bind(scope, given({ poolName, cluster, vpc, subnets: taskSubnets, publicSubnets, encryptionKey, dualStack }));
    checkConfig(platform, `pools.${poolName}`, 'InstancePoolConfig', config, 'capacityProviderName');
    refuse('NotAValue', findNoMode(poolName, config), platform);
    joinThroughEndpoints(platform, scope);
    return [poolName, config];
  }));
}

/** The pool of that name, but no member that every object has. */
export function poolOf(platform: IContainerPlatform, name: string): InstancePoolConfig {
  const names = Object.keys(platform.pools).sort();
  return names.includes(name) ? platform.pools[name] : fail('NoSuchPool', {
    given: `The pool '${name}' is asked for, and the pools of the platform are ${names.join(', ') || 'none'}`,
    allowed: 'A pool belongs to the ContainerPlatform that makes it; fromCluster() and fromPublished() know none',
    remedy: 'Ask for one of these, or add it to pools of the ContainerPlatform',
  }, platform);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html */
function joinThroughEndpoints(platform: Pick<IContainerPlatform, 'endpointsOnly' | 'reach'>, pool: Construct): void {
  if (!platform.endpointsOnly) { return; }
  const { ECS, ECS_AGENT, ECS_TELEMETRY } = ec2.InterfaceVpcEndpointAwsService;
  pool.node.addDependency(...platform.reach([ECS, ECS_AGENT, ECS_TELEMETRY]));
}

function findNoMode(poolName: string, { networkModes }: InstancePoolConfig): Finding | undefined {
  return networkModes.length > 0 ? undefined : {
    given: `bind() of pools.${poolName} returned an empty list of networkModes`,
    allowed: 'Tasks have one of these modes, the first where they do not say which',
    remedy: 'Return those that the instances can do, such as ecs.NetworkMode.AWS_VPC',
  };
}
