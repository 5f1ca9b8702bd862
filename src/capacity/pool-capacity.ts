import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { MAX_PROVIDERS } from './limits';
import { InstancePoolConfig } from './pool/pool-protocol';
import { PoolWeight } from './pool-weight';
import { CapacityConfig, CapacityContext, ICapacity } from './protocol';
import { fail, Finding, refuse } from '../private/fail';
import { sortedEntries } from '../private/sorted';
import { known } from '../private/tokens';

export class PoolCapacity implements ICapacity {
  private readonly weights: [name: string, weight: PoolWeight][];

  constructor(public readonly capacityKind: string, weights: { [name: string]: PoolWeight }) {
    this.weights = sortedEntries(weights);
    refuse('R124', findNoWeight(this.weights));
    refuse('R124', findSecondBase(this.weights));
    refuse('R124', findTooMany(this.weights));
  }

  public bind(scope: Construct, context: CapacityContext): CapacityConfig {
    const pools = this.weights.map(([name]) => poolIn(context, name) ?? failNoPool(scope, name, context));
    const [first, ...others] = pools;
    for (const [index, other] of others.entries()) {
      refuse('R124', findDifference(this.weights[0][0], first, this.weights[index + 1][0], other), scope);
    }
    const networkModes = first.networkModes.filter((mode) => others.every((other) => other.networkModes.includes(mode)));
    const architectures = new Set(pools.map(({ architecture }) => architecture?._cpuArchitecture));
    return {
      compatibility: first.compatibility,
      networkMode: networkModes[0],
      networkModes,
      operatingSystem: first.operatingSystem,
      ...(architectures.size === 1 ? { architecture: first.architecture } : {}),
      capacityProviderStrategies: this.weights.map(([, { weight, firstTasks }], index) => ({
        capacityProvider: pools[index].capacityProviderName, weight, ...(isSome(firstTasks) ? { base: firstTasks } : {}),
      })),
      pools,
    };
  }
}

function findNoWeight(weights: [string, PoolWeight][]): Finding | undefined {
  return weights.some(([, { weight }]) => isSome(weight)) ? undefined : {
    given: weights.length === 0 ? 'pools names no pool' : `The weights of ${weights.map(([name]) => name).join(' and ')} are all 0`,
    allowed: 'ECS wants at least one weight above 0',
    remedy: 'Give a pool a weight, as in { web: PoolWeight.of(1) }',
  };
}

function findSecondBase(weights: [string, PoolWeight][]): Finding | undefined {
  const names = weights.filter(([, { firstTasks }]) => isSome(firstTasks)).map(([name]) => name);
  return names.length <= 1 ? undefined : {
    given: `${names.join(' and ')} all have firstTasks`,
    allowed: 'ECS takes a base for one capacity provider of a strategy',
    remedy: 'Leave firstTasks out for all but one',
  };
}

/** What only the deployment knows is not 0: it would have been left out. */
function isSome(count: number): boolean {
  return (known(count) ?? 1) > 0;
}

function findTooMany(weights: [string, PoolWeight][]): Finding | undefined {
  return weights.length <= MAX_PROVIDERS ? undefined : {
    given: `The capacity names ${weights.length} pools`,
    allowed: `A strategy has at most ${MAX_PROVIDERS} capacity providers`,
    remedy: 'Name fewer',
  };
}

/** One task definition runs on all of them, and a strategy holds one kind of capacity provider. */
function findDifference(name: string, pool: InstancePoolConfig, otherName: string, other: InstancePoolConfig): Finding | undefined {
  const remedy = 'Name pools that are alike, or make a service for each';
  if (systemOf(pool) !== systemOf(other)) {
    return {
      given: `The pool '${name}' runs ${systemOf(pool)}, and '${otherName}' ${systemOf(other)}`,
      allowed: 'A task definition is for one operating system',
      remedy,
    };
  }
  if (pool.compatibility !== other.compatibility) {
    return {
      given: `The pools '${name}' and '${otherName}' are of two kinds (${ecs.Compatibility[pool.compatibility]} and ${ecs.Compatibility[other.compatibility]})`,
      allowed: 'A strategy holds one kind of capacity provider',
      remedy,
    };
  }
  return pool.networkModes.some((mode) => other.networkModes.includes(mode)) ? undefined : {
    given: `The pools '${name}' and '${otherName}' have no network mode in common`,
    allowed: 'A task definition has one network mode',
    remedy,
  };
}

function systemOf({ operatingSystem }: InstancePoolConfig): string {
  return operatingSystem._operatingSystemFamily;
}

/** But no member that every object has. */
function poolIn({ pools }: CapacityContext, name: string): InstancePoolConfig | undefined {
  return Object.keys(pools).includes(name) ? pools[name] : undefined;
}

function failNoPool(scope: Construct, name: string, { pools }: CapacityContext): never {
  const names = Object.keys(pools).sort().join(', ') || 'none';
  return fail('NoSuchPool', {
    given: `The capacity names the pool '${name}', and the pools of the platform are ${names}`,
    allowed: 'A pool belongs to the ContainerPlatform that makes it; fromCluster() and fromPublished() know none',
    remedy: 'Name one of these, or add it to pools of the ContainerPlatform',
  }, scope);
}
