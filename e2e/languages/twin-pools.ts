import {
  aws_autoscaling as autoscaling, aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, aws_s3 as s3, CfnOutput, Duration, Size, Stack,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  AgentConfigFormat, Capacity, ContainerDaemon, ContainerPlatform, ContainerService, IInstancePool, InstancePool, InstancePoolConfig,
  InstancePoolContext, InstanceStore, IPlacement, IPoolImage, Placement, PlacementConfig, PlacementContext, PoolImage, PoolImageConfig,
  PoolImageContext, PoolWeight, PortSpec, Profile, Scaling,
} from '../../src';

const IMAGE = ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29');

/** Services and daemons on instances. */
export function createYard(stack: Stack): void {
  const platform = createPlatform(stack);
  addServices(stack, platform);
  addDaemons(stack, platform);

  const { autoScalingGroup, instanceRole, maxInstances, securityGroups } = platform.pool('cranes');
  autoScalingGroup!.scaleOnSchedule('Morning', { schedule: autoscaling.Schedule.cron({ hour: '6', minute: '0' }), minCapacity: 2 });
  new s3.Bucket(stack, 'Plans').grantRead(instanceRole!);
  securityGroups![0].addIngressRule(ec2.Peer.ipv4('203.0.113.0/24'), ec2.Port.tcp(9100));
  new CfnOutput(stack, 'Cranes', { value: `${maxInstances}` });
  new CfnOutput(stack, 'Pools', { value: Object.keys(platform.pools).sort().join(' ') });
  new CfnOutput(stack, 'Provider', { value: platform.pools.belts.capacityProviderName });
}

function createPlatform(stack: Stack): ContainerPlatform {
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
  const trucks = new autoscaling.AutoScalingGroup(stack, 'Trucks', {
    vpc,
    instanceType: new ec2.InstanceType('m7g.large'),
    machineImage: ecs.EcsOptimizedImage.amazonLinux2023(ecs.AmiHardwareType.ARM),
    requireImdsv2: true,
  });
  const platform = new ContainerPlatform(stack, 'Platform', {
    profile: Profile.development(),
    vpc,
    pools: {
      ...createdPools(),
      trucks: InstancePool.existing(trucks, {
        architecture: ecs.CpuArchitecture.ARM64, gpuCount: 0, maxInstances: 4, instanceAttributes: { 'stevedore.pool': 'trucks', 'wheels': '18' },
      }),
      carts: new BurstablePool('t3.large', 3),
    },
  });
  trucks.addUserData(
    `echo ECS_CLUSTER=${platform.cluster.clusterName} >> /etc/ecs/ecs.config`,
    'echo \'ECS_INSTANCE_ATTRIBUTES={"stevedore.pool":"trucks","wheels":"18"}\' >> /etc/ecs/ecs.config',
  );
  return platform;
}

/** A pool of each kind of image and instances, with an option or two. */
function createdPools(): { [name: string]: IInstancePool } {
  return {
    cranes: InstancePool.autoScalingGroup({
      instanceTypes: ['m7gd.large', 'm6gd.large'],
      maxInstances: 6,
      spot: { onDemandBase: 1, onDemandPercentAboveBase: 25, allocationStrategy: autoscaling.SpotAllocationStrategy.CAPACITY_OPTIMIZED },
      rootVolume: { size: Size.gibibytes(100), throughput: 250 },
      instanceStore: InstanceStore.directory('/mnt/fast'),
      agentConfig: { ECS_INSTANCE_ATTRIBUTES: '{"rack": "1"}', ECS_IMAGE_PULL_BEHAVIOR: 'prefer-cached', ECS_ENABLE_CONTAINER_METADATA: 'true' },
      userData: ['sysctl -w vm.max_map_count=262144'],
      targetCapacityPercent: 90,
      maxInstanceLifetime: Duration.days(7),
    }),
    belts: InstancePool.autoScalingGroup({
      requirements: {
        vCpuCountMin: 2,
        vCpuCountMax: 8,
        memoryMin: Size.gibibytes(8),
        cpuManufacturers: [ec2.CpuManufacturer.INTEL, ec2.CpuManufacturer.AMD],
      },
      spot: {},
    }),
    lifts: InstancePool.autoScalingGroup({
      instanceTypes: ['g5.xlarge'],
      machineImage: PoolImage.gpu(),
      warmPool: { minInstances: 1, poolState: autoscaling.PoolState.STOPPED },
    }),
    vaults: InstancePool.autoScalingGroup({
      machineImage: PoolImage.bottlerocket(),
      managedScaling: false,
      minInstances: 1,
      scaleOnCpuPercent: 60,
      metadataHopLimit: 2,
    }),
    offices: InstancePool.autoScalingGroup({
      instanceTypes: ['m7i.xlarge'],
      machineImage: PoolImage.windows(ecs.WindowsOptimizedVersion.SERVER_2022, true),
      managedTerminationProtection: true,
    }),
    sheds: InstancePool.autoScalingGroup({
      instanceTypes: ['c7g.large'],
      machineImage: PoolImage.custom(ec2.MachineImage.fromSsmParameter('/yard/shed'), ecs.OperatingSystemFamily.LINUX, {
        architecture: ecs.CpuArchitecture.ARM64, agentConfigFormat: AgentConfigFormat.SHELL, diskName: '/dev/sda1',
      }),
    }),
    gates: InstancePool.autoScalingGroup({ machineImage: new GoldenImage('/yard/gate') }),
  };
}

function addServices(stack: Stack, platform: ContainerPlatform): void {
  const web = new ContainerService(stack, 'Web', {
    platform,
    image: IMAGE,
    port: 8080,
    capacity: Capacity.pools({ cranes: PoolWeight.of(3, { firstTasks: 2 }), trucks: PoolWeight.of(1) }),
    networkMode: ecs.NetworkMode.BRIDGE,
    placement: Placement.spreadAcrossZones()
      .plus(Placement.binpackMemory())
      .plus(Placement.memberOf('attribute:rack == 1 or attribute:wheels exists')),
  });
  const model = new ContainerService(stack, 'Model', {
    platform,
    image: IMAGE,
    port: 8000,
    capacity: Capacity.pool('lifts'),
    gpuCount: 1,
    memoryMiB: 8192,
    scaling: Scaling.manual(2),
    placement: Placement.distinctInstances().plus(Placement.spread(['attribute:ecs.instance-type', 'instanceId'])),
  });
  model.connections.allowDefaultPortFrom(web);
  new ContainerService(stack, 'Desk', {
    platform, image: IMAGE, capacity: Capacity.pool('offices'), operatingSystem: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE, memoryMiB: 2048,
  });
  new ContainerService(stack, 'Sorter', {
    platform,
    image: IMAGE,
    capacity: Capacity.pools({ carts: PoolWeight.of(1), belts: PoolWeight.of(1) }),
    networkMode: platform.pool('carts').networkModes[0],
    placement: new AwayFrom('yard-lamp'),
  });
}

function addDaemons(stack: Stack, platform: ContainerPlatform): void {
  const agent = new ContainerDaemon(stack, 'Agent', { platform, pool: 'vaults', image: IMAGE, ports: { statsd: PortSpec.udp(8125) }, cpu: 128 });
  agent.connections.allowDefaultPortFrom(ec2.Peer.ipv4('10.0.0.0/16'));
  new ContainerDaemon(stack, 'Lamp', {
    platform,
    pools: ['trucks', 'cranes'],
    image: IMAGE,
    networkMode: ecs.NetworkMode.HOST,
    memoryMiB: 256,
    minHealthyPercent: 50,
    serviceName: 'yard-lamp',
  });
}

/** A pool that the library does not have: instances that never pay for bursts. */
class BurstablePool implements IInstancePool {
  public readonly instancePoolKind = 'burstable';

  constructor(private readonly instanceType: string, private readonly maxInstances: number) {}

  public bind(scope: Construct, context: InstancePoolContext): InstancePoolConfig {
    const { cluster, poolName, subnets, vpc } = context;
    const securityGroup = new ec2.SecurityGroup(scope, 'SecurityGroup', { vpc });
    const instanceRole = new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    instanceRole.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonEC2ContainerServiceforEC2Role'));
    const userData = ec2.UserData.forLinux();
    userData.addCommands(`echo ECS_CLUSTER=${cluster.clusterName} >> /etc/ecs/ecs.config`);
    userData.addCommands(`echo 'ECS_INSTANCE_ATTRIBUTES={"stevedore.pool":"${poolName}"}' >> /etc/ecs/ecs.config`);
    const launchTemplate = new ec2.LaunchTemplate(scope, 'LaunchTemplate', {
      instanceType: new ec2.InstanceType(this.instanceType),
      machineImage: ecs.EcsOptimizedImage.amazonLinux2023(),
      cpuCredits: ec2.CpuCredits.STANDARD,
      role: instanceRole,
      securityGroup,
      userData,
      requireImdsv2: true,
      associatePublicIpAddress: context.publicSubnets,
    });
    const autoScalingGroup = new autoscaling.AutoScalingGroup(scope, 'Group', {
      vpc, vpcSubnets: subnets, launchTemplate, minCapacity: 0, maxCapacity: this.maxInstances,
    });
    const provider = new ecs.AsgCapacityProvider(scope, 'Provider', { autoScalingGroup, enableManagedTerminationProtection: false });
    return {
      capacityProviderName: provider.capacityProviderName,
      compatibility: ecs.Compatibility.EC2,
      networkModes: [ecs.NetworkMode.BRIDGE, ecs.NetworkMode.AWS_VPC],
      operatingSystem: ecs.OperatingSystemFamily.LINUX,
      architecture: ecs.CpuArchitecture.X86_64,
      gpuCount: 0,
      maxInstances: this.maxInstances,
      securityGroups: [securityGroup],
      instanceAttributes: { 'stevedore.pool': poolName },
      instanceRole,
      autoScalingGroup,
      dependencies: [autoScalingGroup],
    };
  }
}

/** An image that the library does not have: the newest one that a pipeline of your own put into a parameter. */
class GoldenImage implements IPoolImage {
  public readonly poolImageKind = 'golden';

  constructor(private readonly parameterName: string) {}

  public bind(_scope: Construct, context: PoolImageContext): PoolImageConfig {
    return {
      machineImage: ec2.MachineImage.fromSsmParameter(`${this.parameterName}/${context.gpus ? 'gpu' : 'plain'}`),
      operatingSystem: ecs.OperatingSystemFamily.LINUX,
      agentConfigFormat: AgentConfigFormat.SHELL,
      diskName: '/dev/xvda',
      architectures: [context.architecture],
      gpus: context.gpus,
    };
  }
}

/** A placement that the library does not have: not beside a service, and packed in awsvpc mode only. */
class AwayFrom implements IPlacement {
  public readonly placementKind = 'awayFrom';

  constructor(private readonly serviceName: string) {}

  public bind(_scope: Construct, { networkMode }: PlacementContext): PlacementConfig {
    const ownInterface = networkMode === ecs.NetworkMode.AWS_VPC;
    return {
      strategies: [ownInterface ? ecs.PlacementStrategy.packedByMemory() : ecs.PlacementStrategy.spreadAcrossInstances()],
      constraints: [ecs.PlacementConstraint.memberOf(`not(task:group == service:${this.serviceName})`)],
    };
  }
}
