import { aws_autoscaling as autoscaling, Duration, SizeRoundingBehavior } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkAgentConfig, findEndOfScript } from './agent-config';
import { checkScaling } from './capacity-provider';
import { checkAttributes } from './instance-attributes';
import { ImageFacts } from './known-image';
import { AgentConfigFormat } from './pool-image-protocol';
import { AutoScalingGroupPoolOptions, PoolVolume } from './pool-options';
import { Finding, refuse } from '../../private/fail';
import { GP3_THROUGHPUT, MAX_INTEGER, VOLUME_LIMITS } from '../../private/limits';
import { outsideRange, unknownList, unknownNumber } from '../../private/range';
import { known, knownSeconds } from '../../private/tokens';

const DAY = 86_400;
const MAX_LIFETIME_DAYS = 365;
const PERCENT = { min: 0, max: 100 };
const COUNT = { min: 0, max: MAX_INTEGER };

/** What a factory can judge alone. */
export function checkPool(options: AutoScalingGroupPoolOptions): void {
  checkScaling(options);
  checkCounts(options);
  checkScaleOnCpu(options);
  checkVolume(options.rootVolume);
  refuse('InstanceLifetime', findLifetime(options.maxInstanceLifetime));
  refuse('MetadataHopLimit', outsideRange('metadataHopLimit', options.metadataHopLimit, { min: 1, max: 64 }));
  refuse('SpotMix', outsideRange('spot.onDemandBase', options.spot?.onDemandBase, COUNT));
  refuse('SpotMix', outsideRange('spot.onDemandPercentAboveBase', options.spot?.onDemandPercentAboveBase, PERCENT));
  refuse('SpotMix', findPriorities(options));
  refuse('WarmPool', findWarmPool(options));
  refuse('UserData', unknownList('userData', options.userData));
  refuse('AvailabilityZones', unknownList('availabilityZones of the pool', options.availabilityZones));
}

/** What goes together with some images only. */
export function checkOnImage(options: AutoScalingGroupPoolOptions, kind: string, { agentConfigFormat }: ImageFacts, scope?: Construct): void {
  checkAgentConfig(agentConfigFormat, options.agentConfig, scope);
  checkAttributes(options, agentConfigFormat, scope);
  if (agentConfigFormat === AgentConfigFormat.POWERSHELL) { refuse('UserData', findEndOfScript('userData', options.userData ?? []), scope); }
  refuse('WarmPool', findWarmPoolOnWindows(options, agentConfigFormat), scope);
  refuse('InstanceStore', findInstanceStore(options, kind, agentConfigFormat), scope);
}

/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html */
function findPriorities({ spot, requirements }: AutoScalingGroupPoolOptions): Finding | undefined {
  return !requirements || spot?.allocationStrategy !== autoscaling.SpotAllocationStrategy.CAPACITY_OPTIMIZED_PRIORITIZED ? undefined : {
    given: `spot.allocationStrategy is ${spot.allocationStrategy}, and requirements is given`,
    allowed: 'Types that EC2 chooses have no order',
    remedy: 'Leave allocationStrategy out, or name instanceTypes in order',
  };
}

function checkCounts({ minInstances, maxInstances, warmPool }: AutoScalingGroupPoolOptions): void {
  refuse('InstanceCount', outsideRange('minInstances', minInstances, COUNT));
  refuse('InstanceCount', outsideRange('maxInstances', maxInstances, { ...COUNT, min: 1 }));
  refuse('InstanceCount', findFewerThanLeast(minInstances, maxInstances));
  refuse('WarmPool', outsideRange('warmPool.minInstances', warmPool?.minInstances, COUNT));
  refuse('WarmPool', outsideRange('warmPool.maxPreparedInstances', warmPool?.maxPreparedInstances, COUNT));
}

export const DEFAULT_MAX_INSTANCES = 10;

function findFewerThanLeast(minInstances: number | undefined, maxInstances: number | undefined): Finding | undefined {
  const [min, max] = [known(minInstances), maxInstances === undefined ? DEFAULT_MAX_INSTANCES : known(maxInstances)];
  return min === undefined || max === undefined || min <= max ? undefined : {
    given: `minInstances is ${min} and maxInstances is ${max}${maxInstances === undefined ? ', since it is left out' : ''}`,
    allowed: 'A pool may have at least as many instances as it must',
    remedy: `Give maxInstances ${min} or more`,
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html: no other policy beside that of ECS. */
function checkScaleOnCpu({ scaleOnCpuPercent, managedScaling = true, minInstances = 0 }: AutoScalingGroupPoolOptions): void {
  refuse('ScaleOnCpu', unknownNumber('scaleOnCpuPercent', scaleOnCpuPercent));
  refuse('ScaleOnCpu', outsideRange('scaleOnCpuPercent', scaleOnCpuPercent, { min: 1, max: 100 }));
  if (scaleOnCpuPercent === undefined) { return; }
  refuse('ScaleOnCpu', managedScaling ? {
    given: 'scaleOnCpuPercent is given, and ECS scales the group',
    allowed: 'A group is scaled by one of the two: they would undo what the other did',
    remedy: 'Leave scaleOnCpuPercent out, or give managedScaling: false with it',
  } : undefined);
  refuse('ScaleOnCpu', known(minInstances) === 0 ? {
    given: 'scaleOnCpuPercent is given, and minInstances is 0',
    allowed: 'A group without instances has no CPU to measure, and would stay empty',
    remedy: 'Give minInstances 1 or more',
  } : undefined);
}

function checkVolume(volume: PoolVolume | undefined): void {
  const { sizeGiB, iops } = VOLUME_LIMITS.gp3!;
  const size = volume?.size?.isUnresolved() ? undefined : volume?.size?.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
  refuse('R104', outsideRange('rootVolume.size', size, { ...sizeGiB, unit: 'GiB' }));
  refuse('R104', outsideRange('rootVolume.iops', volume?.iops, { min: iops!.min, max: iops!.max }));
  refuse('R104', outsideRange('rootVolume.throughput', volume?.throughput, { min: GP3_THROUGHPUT.min, max: GP3_THROUGHPUT.max }));
  refuse('R104', findMuchThroughput(volume));
}

function findMuchThroughput({ iops = VOLUME_LIMITS.gp3!.iops!.min, throughput }: PoolVolume = {}): Finding | undefined {
  const [operations, wanted] = [known(iops), known(throughput)];
  return operations === undefined || wanted === undefined || wanted <= operations * GP3_THROUGHPUT.perIops ? undefined : {
    given: `rootVolume.throughput is ${wanted}, with ${operations} IOPS`,
    allowed: `gp3 has at most ${GP3_THROUGHPUT.perIops} MiB a second for each of its IOPS, which is ${operations * GP3_THROUGHPUT.perIops}`,
    remedy: `Give rootVolume.iops ${Math.ceil(wanted / GP3_THROUGHPUT.perIops)}, or less throughput`,
  };
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-max-instance-lifetime.html */
function findLifetime(lifetime: Duration | undefined): Finding | undefined {
  const seconds = knownSeconds(lifetime);
  const days = seconds === undefined ? 0 : seconds / DAY;
  return days === 0 || (Number.isInteger(seconds) && days >= 1 && days <= MAX_LIFETIME_DAYS) ? undefined : {
    given: `maxInstanceLifetime is ${seconds} seconds`,
    allowed: `1 to ${MAX_LIFETIME_DAYS} days are allowed, and 0 for no limit`,
    remedy: 'Give maxInstanceLifetime a value in that range, such as Duration.days(14)',
  };
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html#warm-pools-limitations */
function findWarmPool({ warmPool, spot }: AutoScalingGroupPoolOptions): Finding | undefined {
  if (!warmPool) { return undefined; }
  if (spot) {
    return { given: 'warmPool and spot are both given', allowed: 'Auto Scaling keeps no Spot instances ready', remedy: 'Leave one out' };
  }
  return warmPool.poolState !== autoscaling.PoolState.HIBERNATED ? undefined : {
    given: 'warmPool.poolState is Hibernated',
    allowed: 'Auto Scaling wants a launch template that is set up for it',
    remedy: 'Leave poolState out for stopped instances',
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-warm-pool.html#using-warm-pool-windows-lifecycle-hooks */
function findWarmPoolOnWindows({ warmPool }: AutoScalingGroupPoolOptions, format: AgentConfigFormat): Finding | undefined {
  const running = warmPool?.poolState === autoscaling.PoolState.RUNNING;
  return !warmPool || running || format !== AgentConfigFormat.POWERSHELL ? undefined : {
    given: 'warmPool is given, and the instances run Windows',
    allowed: 'They would be stopped before the agent of ECS is set up',
    remedy: 'Give warmPool.poolState autoscaling.PoolState.RUNNING, or leave warmPool out',
  };
}

function findInstanceStore({ instanceStore, warmPool }: AutoScalingGroupPoolOptions, kind: string, format: AgentConfigFormat): Finding | undefined {
  if (!instanceStore) { return undefined; }
  if (format !== AgentConfigFormat.SHELL) {
    return {
      given: `instanceStore is given, and the image is '${kind}'`,
      allowed: 'The library sets up instance stores on Amazon Linux',
      remedy: 'Leave it out, and set them up with userData, or use PoolImage.amazonLinux2023()',
    };
  }
  return !warmPool || warmPool.poolState === autoscaling.PoolState.RUNNING ? undefined : {
    given: 'instanceStore and warmPool are both given',
    allowed: 'An instance that is stopped loses its instance stores',
    remedy: 'Leave one out',
  };
}
