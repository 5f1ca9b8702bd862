import {
  aws_ec2 as ec2, aws_ecr as ecr, aws_ecs as ecs, aws_iam as iam, aws_kms as kms, aws_logs as logs, CfnOutput, Duration, Size, Stack,
} from 'aws-cdk-lib';
import {
  Capacity, ContainerDaemon, ContainerPlatform, ContainerService, ExternalMachines, IContainerPlatform, Ingress, InstancePool, Network, PortSpec,
  Profile, ReservationPreference, StoppedTaskKind, TaskEvents,
} from '../../src';

const IMAGE = ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29');

/** Platforms with rails: one for an audit and without a way out, and one whose instances AWS looks after and whose containers people may enter. */
export function createPier(stack: Stack): void {
  createCustoms(stack);
  const quay = createQuay(stack);
  addSessions(stack, quay);
  addDaemons(stack, quay);

  const machines = ContainerPlatform.fromCluster(stack, 'Barges', { cluster: quay.cluster, vpc: quay.vpc, profile: Profile.preview() });
  new ContainerService(stack, 'Barge', { platform: machines, image: IMAGE, capacity: Capacity.external(), networkMode: ecs.NetworkMode.HOST });
  new ExternalMachines(stack, 'Bargemen', { cluster: quay.cluster });
}

/** Regulated, with a key, and no way out but endpoints. */
function createCustoms(stack: Stack): void {
  const platform = new ContainerPlatform(stack, 'Customs', {
    profile: Profile.regulated({
      containerInsights: ecs.ContainerInsights.ENABLED, logRetention: logs.RetentionDays.TWO_YEARS, minTasks: 3, restrictDefaultSecurityGroup: false,
    }),
    network: Network.endpoints({
      endpoints: [ec2.InterfaceVpcEndpointAwsService.EVENTBRIDGE, ec2.InterfaceVpcEndpointAwsService.STS],
      trustedAccounts: ['111122223333'],
      publicSubnets: true,
    }),
    encryptionKey: new kms.Key(stack, 'Seal', { enableKeyRotation: true }),
    taskEvents: TaskEvents.stoppedTasks({
      alertOn: [StoppedTaskKind.OUT_OF_MEMORY, StoppedTaskKind.FAILED_EXIT, StoppedTaskKind.USER],
      emails: { officer: 'officer@example.com', audit: 'audit@example.com' },
      logRetention: logs.RetentionDays.FIVE_YEARS,
    }),
    propagateTags: ecs.PropagatedTagSource.TASK_DEFINITION,
  });
  new ContainerService(stack, 'Desk', {
    platform,
    image: ecs.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Forms', 'forms'), '2.0.1'),
    ingress: Ingress.applicationLoadBalancer(),
  });
  platform.reach([ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER]);
  new CfnOutput(stack, 'Officers', { value: platform.taskEvents!.topic!.topicArn });
  new CfnOutput(stack, 'SealArn', { value: platform.encryptionKey!.keyArn });
}

/** NAT instances, sessions, and Managed Instances. */
function createQuay(stack: Stack): ContainerPlatform {
  return new ContainerPlatform(stack, 'Quay', {
    profile: Profile.development(),
    network: Network.natInstances({ count: 1, instanceType: new ec2.InstanceType('c7gn.medium') }),
    execEnabled: true,
    externalMachines: true,
    pools: {
      berths: InstancePool.managedInstances({
        requirements: {
          vCpuCountMin: 2,
          memoryMin: Size.gibibytes(4),
          memoryMax: Size.gibibytes(32),
          cpuManufacturers: [ec2.CpuManufacturer.AWS],
          burstablePerformance: ec2.BurstablePerformance.EXCLUDED,
        },
        architecture: ecs.CpuArchitecture.ARM64,
        capacityOptionType: ecs.CapacityOptionType.SPOT,
        storageSize: Size.gibibytes(100),
        scaleInAfter: Duration.minutes(10),
      }),
      docks: InstancePool.managedInstances({
        instanceTypes: ['c7g.*'], reservedCapacity: { preference: ReservationPreference.RESERVATIONS_ONLY }, autoRepair: true,
      }),
    },
  });
}

/** Who may open sessions in what. */
function addSessions(stack: Stack, platform: IContainerPlatform): void {
  const pilot = new iam.Role(stack, 'Pilot', { assumedBy: new iam.AccountRootPrincipal() });
  const tug = new ContainerService(stack, 'Tug', {
    platform, image: IMAGE, containerName: 'tug', capacity: Capacity.pool('berths'), architecture: ecs.CpuArchitecture.ARM64,
  });
  tug.grantExec(pilot);
  new ContainerService(stack, 'Buoy', { platform, image: IMAGE, capacity: Capacity.external(), gpuCount: 1, execEnabled: false });
}

/** Daemons that ECS looks after, and one on machines outside AWS. */
function addDaemons(stack: Stack, platform: IContainerPlatform): void {
  const lamp = new ContainerDaemon(stack, 'Lamp', {
    platform,
    pools: ['berths', 'docks'],
    image: IMAGE,
    ports: { statsd: PortSpec.udp(8125) },
    cpu: 128,
    memoryMiB: 256,
    drainPercent: 50,
    critical: false,
  });
  new CfnOutput(stack, 'LampArn', { value: lamp.managedDaemon!.attrDaemonArn });
  new ContainerDaemon(stack, 'Gauge', { platform, capacity: Capacity.external(), image: IMAGE, cpu: 128, memoryMiB: 64 });
}
