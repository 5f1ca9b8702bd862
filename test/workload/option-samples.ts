import {
  aws_cloudwatch as cloudwatch, aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, aws_kms as kms, aws_lambda as lambda,
  aws_secretsmanager as secretsmanager, aws_servicediscovery as cloudmap, aws_sns as sns, Duration, Size,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  Capacity, ContainerPlatform, ContainerPlatformProps, ContainerServiceProps, Deployment, DeploymentHook, Discovery, Ingress, Logging, Network,
  PortSpec,
  Profile, RollbackAlarm, Scaling, Sidecar, Storage, TaskEvents, WorkQueue,
} from '../../src';
import { importedVpc } from '../platform/imported-vpc';
import { IMAGE } from '../support/builders';
import { TestPool } from '../support/pools';

/** A value for each optional prop, which another is given instead of none. */
export type OptionSamples<Props> = {
  readonly [Prop in keyof Props as undefined extends Props[Prop] ? Prop : never]-?: (scope: Construct) => NonNullable<Props[Prop]>;
};

/** What Fargate refuses. */
export const FOR_POOLS_ONLY = ['gpuCount', 'placement'] as const;

export const SERVICE_OPTIONS: OptionSamples<Omit<ContainerServiceProps, typeof FOR_POOLS_ONLY[number]>> = {
  architecture: () => ecs.CpuArchitecture.ARM64,
  assignPublicIp: () => true,
  availabilityZoneRebalancing: () => ecs.AvailabilityZoneRebalancing.DISABLED,
  capacity: () => Capacity.fargate(),
  command: () => ['serve'],
  containerName: () => 'web',
  cpu: () => 1024,
  deployment: (scope) => Deployment.blueGreen({
    hooks: { probe: DeploymentHook.lambdaFunction(probe(scope), [ecs.DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT]) },
    rollbackAlarms: { cpu: RollbackAlarm.cpu(), theirs: RollbackAlarm.existing(cloudwatch.Alarm.fromAlarmName(scope, 'Alarm', 'theirs')) },
  }),
  discovery: () => Discovery.serviceConnect(),
  entryPoint: () => ['/bin/sh'],
  environment: () => ({ MODE: 'live' }),
  ephemeralStorageGiB: () => 50,
  execEnabled: () => false,
  executionRole: (scope) => role(scope, 'ExecutionRole'),
  family: () => 'shop',
  healthCheck: () => ({ command: ['true'] }),
  healthCheckGracePeriod: () => Duration.minutes(5),
  ingress: () => Ingress.applicationLoadBalancer(),
  logging: () => Logging.cloudWatch({ streamPrefix: 'shop' }),
  memoryMiB: () => 2048,
  networkMode: () => ecs.NetworkMode.AWS_VPC,
  operatingSystem: () => ecs.OperatingSystemFamily.LINUX,
  platform: (scope) => new ContainerPlatform(scope, 'Platform', { vpc: importedVpc(scope, ['public']) }),
  port: () => 8080,
  ports: () => ({ main: PortSpec.http(80), admin: PortSpec.http(8081) }),
  profile: () => Profile.production(),
  propagateTags: () => ecs.PropagatedTagSource.TASK_DEFINITION,
  queues: () => ({ orders: WorkQueue.create() }),
  readonlyRootFilesystem: () => true,
  scaling: () => Scaling.automatic({ min: 1, max: 3, cpuPercent: 50, memoryPercent: 50 }),
  secrets: (scope) => ({ KEY: ecs.Secret.fromSecretsManager(new secretsmanager.Secret(scope, 'Secret')) }),
  securityGroups: (scope) => [ec2.SecurityGroup.fromSecurityGroupId(scope, 'SecurityGroup', 'sg-1')],
  serviceName: () => 'shop',
  sidecars: () => ({ helper: Sidecar.container({ image: IMAGE }) }),
  stopTimeout: () => Duration.minutes(1),
  storage: () => ({ data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(20) }) }),
  subnets: (scope) => ({ subnets: [ec2.Subnet.fromSubnetAttributes(scope, 'Subnet', { subnetId: 'subnet-1', routeTableId: 'rtb-1' })] }),
  taskRole: (scope) => role(scope, 'TaskRole'),
  user: () => '1000',
  workingDirectory: () => '/srv',
};

export const PLATFORM_OPTIONS: OptionSamples<ContainerPlatformProps> = {
  clusterName: () => 'shop',
  containerInsights: () => ecs.ContainerInsights.ENHANCED,
  encryptionKey: (scope) => new kms.Key(scope, 'Key'),
  externalMachines: () => true,
  execEnabled: () => true,
  namespaceName: () => 'shop.internal',
  namespaceType: () => cloudmap.NamespaceType.DNS_PRIVATE,
  network: () => Network.natGateways({ count: 1 }),
  notificationTopic: (scope) => sns.Topic.fromTopicArn(scope, 'Topic', 'arn:aws:sns:eu-west-1:111111111111:oncall'),
  pools: () => ({ web: new TestPool() }),
  profile: () => Profile.development(),
  propagateTags: () => ecs.PropagatedTagSource.TASK_DEFINITION,
  publishAs: () => 'shop',
  taskEvents: () => TaskEvents.stoppedTasks(),
  vpc: (scope) => importedVpc(scope, ['public', 'private']),
};

function role(scope: Construct, id: string): iam.IRole {
  return new iam.Role(scope, id, { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
}

function probe(scope: Construct): lambda.IFunction {
  return lambda.Function.fromFunctionArn(scope, 'Probe', 'arn:aws:lambda:eu-west-1:111111111111:function:probe');
}
