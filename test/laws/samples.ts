import {
  aws_acmpca as acmpca, aws_applicationautoscaling as scaling, aws_autoscaling as autoscaling, aws_certificatemanager as acm,
  aws_cloudwatch as cloudwatch, aws_ec2 as ec2,
  aws_ecs as ecs,
  aws_elasticloadbalancingv2 as elbv2, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_logs as logs, aws_route53 as route53,
  aws_secretsmanager as secretsmanager, aws_servicediscovery as cloudmap, aws_sns as sns, aws_sqs as sqs, Duration, RemovalPolicy, Size, TimeZone,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  AgentConfigFormat, Capacity, Deployment, DeploymentHook, Discovery, Ingress, InstancePool, InstanceStore, Logging, Network, Placement, PoolImage,
  PoolWeight,
  PortSpec, Profile, ReservationPreference, RollbackAlarm, Scaling, ScalingSchedule, Sidecar, StoppedTaskKind, Storage, TaskEvents, Visibility,
  WorkQueue,
} from '../../src';
import { importedVpc } from '../platform/imported-vpc';

/** A factory with sample arguments. */
export interface Row {
  readonly make: (...args: unknown[]) => object;
  /** Sample arguments by what they show. All samples of a factory together give each of its options. */
  readonly samples: { readonly [name: string]: (scope: Construct) => unknown[] };
}

function row<A extends [] | unknown[]>(make: (...args: A) => object, samples: { [name: string]: (scope: Construct) => A }): Row {
  return { make: make as Row['make'], samples };
}

const certificateArn = 'arn:aws:acm:us-east-1:111111111111:certificate/00000000-0000-0000-0000-000000000000';
const zone = (scope: Construct) => route53.HostedZone.fromHostedZoneAttributes(scope, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' });
const handler = (scope: Construct) => lambda.Function.fromFunctionArn(scope, 'Function', 'arn:aws:lambda:us-east-1:111111111111:function:f');
const TEST_PORT = { testPort: 8080, testAllowFrom: [ec2.Peer.ipv4('192.0.2.0/24')] };
const TEST_HEADER = { testHeader: 'x-version: next' };
const TIMING = { period: Duration.minutes(5), evaluationPeriods: 2 };
const shiftOptions = (scope: Construct) => ({
  bakeTime: Duration.minutes(30),
  circuitBreaker: { rollback: false },
  hooks: { check: DeploymentHook.lambdaFunction(handler(scope), [ecs.DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT]) },
  rollbackAlarms: { memory: RollbackAlarm.memory() },
});
const overrides = () => ({
  availabilityZones: 2,
  network: Network.natGateways({ count: 1 }),
  capacity: Capacity.fargateSpot({ onDemandBase: 1 }),
  minTasks: 3,
  logRetention: logs.RetentionDays.ONE_DAY,
  removalPolicy: RemovalPolicy.DESTROY,
  deletionProtection: true,
  accessLogs: true,
  flowLogs: true,
  containerInsights: ecs.ContainerInsights.ENHANCED,
  ownKeys: true,
  webAcl: true,
  readonlyRootFilesystem: true,
  managedPolicies: true,
  restrictDefaultSecurityGroup: false,
});
const ENDPOINTS = { endpoints: [ec2.InterfaceVpcEndpointAwsService.XRAY], trustedAccounts: ['222222222222'] };
const authorityArn = 'arn:aws:acm-pca:us-east-1:111111111111:certificate-authority/00000000-0000-0000-0000-000000000000';
const queueArn = 'arn:aws:sqs:us-east-1:111111111111:orders';
const keyArn = 'arn:aws:kms:us-east-1:111111111111:key/00000000-0000-0000-0000-000000000000';
const sidecarImage = ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37');
const secret = (scope: Construct) => ecs.Secret.fromSecretsManager(secretsmanager.Secret.fromSecretNameV2(scope, 'Secret', 'secret'));
const daily = (hour: number) => scaling.Schedule.cron({ hour: `${hour}`, minute: '0' });

/** Every factory of a value. */
export const ROWS: { [factory: string]: Row } = {
  'Capacity.external': row(Capacity.external, { minimal: () => [] }),
  'Capacity.fargate': row(Capacity.fargate, { minimal: () => [] }),
  'Capacity.fargateSpot': row(Capacity.fargateSpot, {
    minimal: () => [],
    maximal: () => [{ onDemandBase: 1, onDemandWeight: 1, spotWeight: 3 }],
  }),
  'Capacity.pool': row(Capacity.pool, { minimal: () => ['web'] }),
  'Capacity.pools': row(Capacity.pools, { minimal: () => [{ web: PoolWeight.of(1) }], maximal: () => [{ web: PoolWeight.of(1, { firstTasks: 2 }), spot: PoolWeight.of(3) }] }),

  'Deployment.blueGreen': row(Deployment.blueGreen, {
    'minimal': () => [],
    'by a port': (scope) => [{ ...shiftOptions(scope), ...TEST_PORT }],
    'by a header': (scope) => [{ ...shiftOptions(scope), ...TEST_HEADER }],
  }),
  'Deployment.canary': row(Deployment.canary, {
    'minimal': () => [],
    'by a port': (scope) => [{ ...shiftOptions(scope), ...TEST_PORT, percent: 12.5 }],
    'by a header': (scope) => [{ ...shiftOptions(scope), ...TEST_HEADER, canaryBakeTime: Duration.minutes(5) }],
  }),
  'Deployment.linear': row(Deployment.linear, {
    'minimal': () => [],
    'by a port': (scope) => [{ ...shiftOptions(scope), ...TEST_PORT, stepPercent: 25 }],
    'by a header': (scope) => [{ ...shiftOptions(scope), ...TEST_HEADER, stepBakeTime: Duration.minutes(1) }],
  }),
  'Deployment.recreate': row(Deployment.recreate, { minimal: () => [] }),
  'Deployment.rolling': row(Deployment.rolling, {
    minimal: () => [],
    maximal: () => [{
      minHealthyPercent: 50, maxHealthyPercent: 300, circuitBreaker: { enable: true, rollback: false }, rollbackAlarms: { cpu: RollbackAlarm.cpu() },
    }],
  }),
  'DeploymentHook.lambdaFunction': row(DeploymentHook.lambdaFunction, {
    minimal: (scope) => [handler(scope), [ecs.DeploymentLifecycleStage.PRE_SCALE_UP]],
  }),

  'Discovery.cloudMap': row(Discovery.cloudMap, {
    minimal: () => [],
    maximal: () => [{ name: 'ledger', portName: 'main', recordType: cloudmap.DnsRecordType.SRV, ttl: Duration.minutes(1) }],
  }),
  'Discovery.none': row(Discovery.none, { minimal: () => [] }),
  'Discovery.serviceConnect': row(Discovery.serviceConnect, {
    minimal: () => [],
    maximal: (scope) => [{
      portName: 'main',
      dnsName: 'ledger.shop',
      timeouts: { idle: Duration.minutes(10), perRequest: Duration.seconds(30) },
      accessLogs: { format: ecs.ServiceConnectAccessLogFormat.JSON, includeQueryParameters: true },
      tls: {
        certificateAuthority: acmpca.CertificateAuthority.fromCertificateAuthorityArn(scope, 'Authority', authorityArn),
        encryptionKey: kms.Key.fromKeyArn(scope, 'TlsKey', keyArn),
      },
    }],
  }),
  'Discovery.serviceConnectClient': row(Discovery.serviceConnectClient, {
    minimal: () => [], maximal: () => [{ accessLogs: { format: ecs.ServiceConnectAccessLogFormat.TEXT } }],
  }),

  'Ingress.applicationLoadBalancer': row(Ingress.applicationLoadBalancer, {
    'minimal': () => [],
    'maximal': (scope) => [{
      portName: 'main',
      healthCheck: { path: '/health', port: '9000', interval: Duration.seconds(20), timeout: Duration.seconds(4), healthyHttpCodes: '200' },
      deregistrationDelay: Duration.seconds(10),
      visibility: Visibility.PUBLIC,
      domain: { zone: zone(scope), name: 'www.example.com', aliases: ['example.com'], createRecord: true },
      certificates: [elbv2.ListenerCertificate.fromArn(certificateArn)],
      redirectHttp: true,
      sslPolicy: elbv2.SslPolicy.RECOMMENDED_TLS,
      allowFrom: [ec2.Peer.ipv4('192.0.2.0/24'), ec2.Peer.ipv6('2001:db8::/32')],
      hosts: ['www.example.com', 'example.com', '*.example.org'],
      webAcl: 'arn:aws:wafv2:us-east-1:111111111111:regional/webacl/mine/1',
      accessLogs: true,
      idleTimeout: Duration.minutes(2),
    }],
    'internal, with a certificate': (scope) => [{
      visibility: Visibility.INTERNAL,
      domain: {
        zone: zone(scope),
        name: 'www.example.com',
        certificate: acm.Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
        createRecord: false,
      },
      redirectHttp: false,
    }],
  }),

  'InstancePool.autoScalingGroup': row(InstancePool.autoScalingGroup, {
    'minimal': () => [],
    'by types': (scope) => [{
      instanceTypes: ['m6i.large', 'm5.large'],
      spot: { onDemandBase: 1, onDemandPercentAboveBase: 20, allocationStrategy: autoscaling.SpotAllocationStrategy.CAPACITY_OPTIMIZED },
      minInstances: 1,
      maxInstances: 20,
      targetCapacityPercent: 90,
      minScalingStep: 1,
      maxScalingStep: 5,
      instanceWarmup: Duration.minutes(2),
      managedDraining: true,
      managedTerminationProtection: true,
      capacityProviderName: 'web-pool',
      rootVolume: { size: Size.gibibytes(100), iops: 4000, throughput: 250, encryptionKey: kms.Key.fromKeyArn(scope, 'VolumeKey', keyArn) },
      instanceAttributes: { disk: 'fast' },
      agentConfig: { ECS_IMAGE_PULL_BEHAVIOR: 'prefer-cached' },
      userData: ['echo hello'],
      instanceRole: iam.Role.fromRoleName(scope, 'InstanceRole', 'instances', { mutable: false }),
      keyPair: ec2.KeyPair.fromKeyPairName(scope, 'Key', 'key'),
      instanceRefresh: true,
      metadataHopLimit: 2,
      detailedMonitoring: true,
    }],
    'by requirements': () => [{
      requirements: { vCpuCountMin: 2, memoryMin: Size.gibibytes(4) },
      architecture: ecs.CpuArchitecture.ARM64,
      machineImage: PoolImage.bottlerocket(),
    }],
    'with instance stores': () => [{ instanceTypes: ['m6id.large'], instanceStore: InstanceStore.docker() }],
    'with a warm pool': () => [{
      instanceTypes: ['m6i.large'],
      warmPool: { minInstances: 1, maxPreparedInstances: 2, poolState: autoscaling.PoolState.STOPPED },
      maxInstanceLifetime: Duration.days(7),
      availabilityZones: ['a'],
    }],
    'scaled on its own': () => [{ managedScaling: false, minInstances: 1, scaleOnCpuPercent: 60 }],
  }),
  'InstancePool.existing': row(InstancePool.existing, {
    minimal: (scope) => [autoscaling.AutoScalingGroup.fromAutoScalingGroupName(scope, 'Group', 'group')],
    maximal: (scope) => [autoscaling.AutoScalingGroup.fromAutoScalingGroupName(scope, 'Group', 'group'), {
      operatingSystem: ecs.OperatingSystemFamily.LINUX,
      architecture: ecs.CpuArchitecture.ARM64,
      gpuCount: 1,
      maxInstances: 3,
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(scope, 'Instances', 'sg-1')],
      instanceAttributes: { rack: 'one' },
      managedScaling: true,
      targetCapacityPercent: 90,
      minScalingStep: 1,
      maxScalingStep: 5,
      instanceWarmup: Duration.minutes(2),
      managedDraining: true,
      managedTerminationProtection: false,
      capacityProviderName: 'theirs-pool',
    }],
  }),
  'InstancePool.managedInstances': row(InstancePool.managedInstances, {
    'minimal': () => [],
    'by types': (scope) => [{
      instanceTypes: ['m7g.*'],
      architecture: ecs.CpuArchitecture.ARM64,
      capacityOptionType: ecs.CapacityOptionType.SPOT,
      storageSize: Size.gibibytes(100),
      useLocalStorage: true,
      detailedMonitoring: true,
      scaleInAfter: Duration.minutes(5),
      autoRepair: true,
      fipsEnabled: false,
      propagateTags: true,
      tagsInMetadata: true,
      subnets: { subnetType: ec2.SubnetType.PUBLIC },
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(scope, 'Theirs', 'sg-1')],
      instanceRole: iam.Role.fromRoleName(scope, 'InstanceRole', 'instances'),
      infrastructureRole: iam.Role.fromRoleName(scope, 'Infrastructure', 'ecs'),
      capacityProviderName: 'web-pool',
    }],
    'by requirements': () => [{
      requirements: { vCpuCountMin: 2, memoryMin: Size.gibibytes(4) },
      reservedCapacity: { groupArn: 'arn:aws:resource-groups:us-east-1:111111111111:group/web', preference: ReservationPreference.RESERVATIONS_ONLY },
      infrastructureOptimization: false,
    }],
  }),
  'InstanceStore.directory': row(InstanceStore.directory, { minimal: () => ['/data'] }),
  'InstanceStore.docker': row(InstanceStore.docker, { minimal: () => [] }),

  'Logging.cloudWatch': row(Logging.cloudWatch, {
    'minimal': () => [],
    'maximal': (scope) => [{
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
      streamPrefix: 'web',
      mode: ecs.AwsLogDriverMode.NON_BLOCKING,
      maxBufferSize: Size.mebibytes(4),
      datetimeFormat: '%Y',
      encryptionKey: kms.Key.fromKeyArn(scope, 'Key', keyArn),
    }],
    'into a log group that exists': (scope) => [{
      logGroup: logs.LogGroup.fromLogGroupName(scope, 'LogGroup', 'existing'),
      mode: ecs.AwsLogDriverMode.BLOCKING,
      multilinePattern: '^\\d',
    }],
  }),
  'Logging.none': row(Logging.none, { minimal: () => [] }),

  'Network.dualStack': row(Network.dualStack, {
    'minimal': () => [],
    'with NAT gateways': () => [{ natGateways: 1, maxAzs: 1, ipAddresses: ec2.IpAddresses.cidr('10.1.0.0/20') }],
    'with endpoints': () => [{ natGateways: 0, ...ENDPOINTS }],
  }),
  'Network.endpoints': row(Network.endpoints, {
    minimal: () => [],
    maximal: () => [{ ...ENDPOINTS, publicSubnets: true, maxAzs: 1, ipAddresses: ec2.IpAddresses.cidr('10.1.0.0/20') }],
  }),
  'Network.existing': row(Network.existing, {
    minimal: (scope) => [importedVpc(scope, ['private'])],
    maximal: (scope) => [importedVpc(scope, ['public', 'private']), {
      taskSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      loadBalancerSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      dualStack: true,
      addEndpoints: true,
      ...ENDPOINTS,
      existingEndpoints: [ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS],
      existingS3Endpoint: true,
      endpointsAllowFrom: [ec2.Peer.ipv4('10.0.0.0/8')],
    }],
  }),
  'Network.natGateways': row(Network.natGateways, {
    minimal: () => [],
    maximal: () => [{ count: 1, maxAzs: 1, ipAddresses: ec2.IpAddresses.cidr('10.1.0.0/20') }],
  }),
  'Network.natInstances': row(Network.natInstances, {
    minimal: () => [],
    maximal: () => [{
      count: 1,
      maxAzs: 1,
      ipAddresses: ec2.IpAddresses.cidr('10.1.0.0/20'),
      instanceType: new ec2.InstanceType('t3.small'),
      machineImage: ec2.MachineImage.genericLinux({ 'us-east-1': 'ami-0123456789abcdef0' }),
    }],
  }),
  'Network.publicSubnets': row(Network.publicSubnets, {
    minimal: () => [],
    maximal: () => [{ maxAzs: 1, ipAddresses: ec2.IpAddresses.cidr('10.1.0.0/20') }],
  }),

  'Placement.binpackCpu': row(Placement.binpackCpu, { minimal: () => [] }),
  'Placement.binpackMemory': row(Placement.binpackMemory, { minimal: () => [] }),
  'Placement.distinctInstances': row(Placement.distinctInstances, { minimal: () => [] }),
  'Placement.memberOf': row(Placement.memberOf, { minimal: () => ['attribute:ecs.instance-type =~ g5.* and not (task:group == service:other)'] }),
  'Placement.random': row(Placement.random, { minimal: () => [] }),
  'Placement.spread': row(Placement.spread, { minimal: () => [['attribute:ecs.availability-zone']], maximal: () => [['attribute:rack', 'instanceId']] }),
  'Placement.spreadAcrossInstances': row(Placement.spreadAcrossInstances, { minimal: () => [] }),
  'Placement.spreadAcrossZones': row(Placement.spreadAcrossZones, { minimal: () => [] }),

  'PoolImage.amazonLinux2023': row(PoolImage.amazonLinux2023, { minimal: () => [], maximal: () => [{ cachedInContext: false }] }),
  'PoolImage.bottlerocket': row(PoolImage.bottlerocket, { minimal: () => [], maximal: () => [{ cachedInContext: false }] }),
  'PoolImage.custom': row(PoolImage.custom, {
    minimal: () => [ec2.MachineImage.latestAmazonLinux2023(), ecs.OperatingSystemFamily.LINUX],
    maximal: () => [ec2.MachineImage.latestAmazonLinux2023(), ecs.OperatingSystemFamily.LINUX, {
      architecture: ecs.CpuArchitecture.X86_64, agentConfigFormat: AgentConfigFormat.SHELL, diskName: '/dev/sda1',
    }],
  }),
  'PoolImage.gpu': row(PoolImage.gpu, { minimal: () => [], maximal: () => [{ cachedInContext: false }] }),
  'PoolImage.neuron': row(PoolImage.neuron, { minimal: () => [], maximal: () => [{ cachedInContext: false }] }),
  'PoolImage.windows': row(PoolImage.windows, {
    minimal: () => [ecs.WindowsOptimizedVersion.SERVER_2022],
    maximal: () => [ecs.WindowsOptimizedVersion.SERVER_2019, true, { cachedInContext: false }],
  }),

  'PoolWeight.of': row(PoolWeight.of, { minimal: () => [1], maximal: () => [1, { firstTasks: 2 }] }),

  'PortSpec.grpc': row(PortSpec.grpc, { minimal: () => [50051] }),
  'PortSpec.http': row(PortSpec.http, { minimal: () => [8080] }),
  'PortSpec.tcp': row(PortSpec.tcp, { minimal: () => [5432] }),
  'PortSpec.udp': row(PortSpec.udp, { minimal: () => [53] }),

  'Profile.development': row(Profile.development, { minimal: () => [], maximal: () => [overrides()] }),
  'Profile.preview': row(Profile.preview, { minimal: () => [], maximal: () => [overrides()] }),
  'Profile.production': row(Profile.production, { minimal: () => [], maximal: () => [overrides()] }),
  'Profile.regulated': row(Profile.regulated, { minimal: () => [], maximal: () => [overrides()] }),

  'RollbackAlarm.cpu': row(RollbackAlarm.cpu, { minimal: () => [], maximal: () => [{ ...TIMING, percent: 80 }] }),
  'RollbackAlarm.existing': row(RollbackAlarm.existing, {
    minimal: (scope) => [cloudwatch.Alarm.fromAlarmArn(scope, 'Alarm', 'arn:aws:cloudwatch:us-east-1:111111111111:alarm:mine')],
  }),
  'RollbackAlarm.http5xx': row(RollbackAlarm.http5xx, { minimal: () => [], maximal: () => [{ ...TIMING, percent: 1, minRequests: 100 }] }),
  'RollbackAlarm.logPattern': row(RollbackAlarm.logPattern, {
    minimal: () => [logs.FilterPattern.literal('panic')],
    maximal: () => [logs.FilterPattern.literal('panic'), { ...TIMING, count: 2 }],
  }),
  'RollbackAlarm.memory': row(RollbackAlarm.memory, { minimal: () => [], maximal: () => [{ ...TIMING, percent: 80 }] }),
  'RollbackAlarm.unhealthyTargets': row(RollbackAlarm.unhealthyTargets, { minimal: () => [], maximal: () => [{ ...TIMING, count: 2 }] }),

  'Scaling.automatic': row(Scaling.automatic, {
    minimal: () => [{ min: 1, max: 2 }],
    maximal: () => [{
      min: 2,
      max: 20,
      cpuPercent: 50,
      memoryPercent: 70,
      requestsPerTarget: 1000,
      backlog: { acceptableLatency: Duration.minutes(1), processingTime: Duration.seconds(2), queue: 'orders' },
      schedules: { night: ScalingSchedule.at(daily(22), 0, 0, TimeZone.EUROPE_VIENNA), day: ScalingSchedule.at(daily(6), 3, 30) },
      scaleInCooldown: Duration.minutes(10),
      scaleOutCooldown: Duration.seconds(30),
    }],
  }),
  'Scaling.manual': row(Scaling.manual, { minimal: () => [0], maximal: () => [7] }),
  'ScalingSchedule.at': row(ScalingSchedule.at, {
    'minimal': () => [daily(6), 1, 2],
    'in a time zone': () => [daily(6), 1, 2, TimeZone.ASIA_TOKYO],
  }),

  'Sidecar.container': row(Sidecar.container, {
    minimal: () => [{ image: sidecarImage }],
    maximal: (scope) => [{
      image: sidecarImage,
      command: ['run', '--all'],
      entryPoint: ['/init'],
      environment: { A: '1', B: '2' },
      secrets: { C: secret(scope) },
      workingDirectory: '/srv',
      user: '1000:1000',
      readonlyRootFilesystem: true,
      essential: true,
      cpu: 64,
      memoryMiB: 128,
      memoryReservationMiB: 64,
      healthCheck: { command: ['true'], interval: Duration.seconds(20) },
      startsBefore: ecs.ContainerDependencyCondition.HEALTHY,
      startTimeout: Duration.seconds(60),
      stopTimeout: Duration.seconds(60),
      mounts: { '/a': 'shared', '/b': 'shared' },
      readOnlyMounts: { '/c': 'shared', '/d': 'shared' },
    }],
  }),

  'Storage.ebs': row(Storage.ebs, {
    minimal: () => [{ mountPath: '/data', size: Size.gibibytes(20) }],
    maximal: (scope) => [{
      mountPath: '/data',
      size: Size.gibibytes(100),
      volumeType: ec2.EbsDeviceVolumeType.GP3,
      iops: 4000,
      throughput: 500,
      snapshotId: 'snap-05abe246af',
      encryptionKey: kms.Key.fromKeyArn(scope, 'Key', keyArn),
      fileSystemType: ecs.FileSystemType.EXT4,
      readOnly: true,
    }],
  }),
  'Storage.scratch': row(Storage.scratch, { minimal: () => [], maximal: () => [{ mountPath: '/tmp', readOnly: true }] }),

  'TaskEvents.stoppedTasks': row(TaskEvents.stoppedTasks, {
    'minimal': () => [],
    'maximal': (scope) => [{
      alertOn: [StoppedTaskKind.USER, StoppedTaskKind.OUT_OF_MEMORY],
      emails: { oncall: 'oncall@example.com', office: 'office@example.com' },
      encryptionKey: kms.Key.fromKeyArn(scope, 'Key', keyArn),
      logRetention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
    }],
    'to a topic that exists': (scope) => [{ topic: sns.Topic.fromTopicAttributes(scope, 'Topic', { topicArn: 'arn:aws:sns:us-east-1:111111111111:oncall', keyArn }) }],
  }),

  'WorkQueue.create': row(WorkQueue.create, {
    'minimal': () => [],
    'maximal': (scope) => [{
      visibilityTimeout: Duration.minutes(1),
      maxReceiveCount: 3,
      retention: Duration.days(1),
      fifo: true,
      contentBasedDeduplication: true,
      deliveryDelay: Duration.seconds(1),
      receiveMessageWaitTime: Duration.seconds(5),
      encryptionKey: kms.Key.fromKeyArn(scope, 'Key', keyArn),
      removalPolicy: RemovalPolicy.DESTROY,
    }],
    'with a dead-letter queue that exists': (scope) => [{ deadLetterQueue: sqs.Queue.fromQueueArn(scope, 'DeadLetterQueue', queueArn) }],
  }),
  'WorkQueue.existing': row(WorkQueue.existing, {
    'minimal': (scope) => [sqs.Queue.fromQueueArn(scope, 'Queue', queueArn)],
    'with a key': (scope) => [sqs.Queue.fromQueueAttributes(scope, 'Queue', { queueArn, keyArn })],
  }),
};
