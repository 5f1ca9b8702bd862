import { aws_autoscaling as autoscaling, aws_ec2 as ec2, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { renderRequirements } from './instance-requirements';
import { Machines } from './machines';
import { AutoScalingGroupPoolOptions, SpotMix } from './pool-options';
import { InstancePoolContext } from './pool-protocol';
import { acknowledge } from '../../private/acknowledge';

const DEFAULT_WARMUP = Duration.minutes(5);

/** What an Auto Scaling group is made of. */
export interface GroupParts {
  /** What the user said. */
  readonly options: AutoScalingGroupPoolOptions;
  /** What the instances are. */
  readonly machines: Machines;
  /** Where the pool belongs. */
  readonly context: InstancePoolContext;
  /** What the instances start from. */
  readonly launchTemplate: ec2.LaunchTemplate;
  /** The most instances. */
  readonly maxInstances: number;
  /** Where they start. */
  readonly subnets: ec2.SelectedSubnets;
  /** How old they may become; 0 is no limit. */
  readonly maxInstanceLifetime: Duration;
}

export function createGroup(scope: Construct, parts: GroupParts): autoscaling.AutoScalingGroup {
  const { options, context, maxInstances, subnets, maxInstanceLifetime } = parts;
  const group = new autoscaling.AutoScalingGroup(scope, 'Group', {
    vpc: context.vpc,
    vpcSubnets: { subnets: subnets.subnets },
    ...launchSettings(parts),
    minCapacity: options.minInstances ?? 0,
    maxCapacity: maxInstances,
    maxInstanceLifetime,
    defaultInstanceWarmup: options.instanceWarmup ?? DEFAULT_WARMUP,
    // A new instance first, and then the old one ends.
    minHealthyPercentage: 100,
    maxHealthyPercentage: 200,
    groupMetrics: [autoscaling.GroupMetrics.all()],
    ...(options.spot ? { capacityRebalance: true } : {}),
    ...(options.instanceRefresh ? { updatePolicy: refresh() } : {}),
  });
  acknowledge(group, 'AwsSolutions-AS3');
  if (isMixed(parts)) { acknowledgeMixed(group); }
  // L2 leaves 0 out, which would keep a limit that there was.
  const resource = group.node.defaultChild as autoscaling.CfnAutoScalingGroup;
  resource.maxInstanceLifetime = maxInstanceLifetime.toSeconds();
  // While an instance is drained, its agent must reach ECS.
  resource.node.addDependency(subnets.internetConnectivityEstablished);
  addWarmPool(group, options);
  if (options.scaleOnCpuPercent !== undefined) {
    group.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: options.scaleOnCpuPercent });
  }
  return group;
}

/** One type, On-Demand, is all that a launch template can say. */
function isMixed({ options, machines: { types } }: GroupParts): boolean {
  return types.length !== 1 || options.spot !== undefined;
}

function launchSettings(parts: GroupParts): Partial<autoscaling.AutoScalingGroupProps> {
  const { options, machines: { types, requirements }, launchTemplate } = parts;
  if (!isMixed(parts)) { return { launchTemplate }; }
  const overrides = requirements
    ? [{ instanceRequirements: renderRequirements(requirements) }]
    : types.map((type) => ({ instanceType: new ec2.InstanceType(type) }));
  return {
    mixedInstancesPolicy: {
      launchTemplate,
      launchTemplateOverrides: overrides,
      instancesDistribution: distribution(options.spot, requirements !== undefined),
    },
  };
}

function distribution(spot: SpotMix | undefined, byRequirements: boolean): autoscaling.InstancesDistribution {
  const { LOWEST_PRICE, PRIORITIZED } = autoscaling.OnDemandAllocationStrategy;
  return {
    onDemandAllocationStrategy: byRequirements ? LOWEST_PRICE : PRIORITIZED,
    onDemandBaseCapacity: spot?.onDemandBase ?? 0,
    onDemandPercentageAboveBaseCapacity: spot ? spot.onDemandPercentAboveBase ?? 0 : 100,
    ...(spot ? { spotAllocationStrategy: spot.allocationStrategy ?? autoscaling.SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED } : {}),
  };
}

/** Instances that run tasks may be replaced: they are drained. */
function refresh(): autoscaling.UpdatePolicy {
  return autoscaling.UpdatePolicy.instanceRefresh({
    strategy: autoscaling.InstanceRefreshStrategy.ROLLING,
    minHealthyPercentage: 100,
    maxHealthyPercentage: 110,
    scaleInProtectedInstances: autoscaling.ScaleInProtectedInstances.REFRESH,
    standbyInstances: autoscaling.StandbyInstances.TERMINATE,
  });
}

function addWarmPool(group: autoscaling.AutoScalingGroup, { warmPool }: AutoScalingGroupPoolOptions): void {
  if (!warmPool) { return; }
  // ECS does not take instances back: reuseOnScaleIn stays off.
  const resource = group.addWarmPool({ poolState: warmPool.poolState }).node.defaultChild as autoscaling.CfnWarmPool;
  // L2 takes numbers that only the deployment knows for negative ones.
  resource.minSize = warmPool.minInstances;
  resource.maxGroupPreparedCapacity = warmPool.maxPreparedInstances;
}

/** Rules that look for a launch template of the group's own. */
function acknowledgeMixed(group: autoscaling.AutoScalingGroup): void {
  acknowledge(group, 'AwsSolutions-EC26');
  acknowledge(group, 'HIPAA.Security-EC2IMDSv2Enabled');
  acknowledge(group, 'NIST.800.53.R5-EC2IMDSv2Enabled');
}
