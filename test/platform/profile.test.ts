import { aws_ecs as ecs, aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import { Capacity, Network, Profile, ProfileOverrides } from '../../src';

const OVERRIDES: Required<ProfileOverrides> = {
  availabilityZones: 3,
  network: Network.natGateways({ count: 1 }),
  capacity: Capacity.fargate(),
  minTasks: 5,
  logRetention: logs.RetentionDays.ONE_DAY,
  removalPolicy: RemovalPolicy.SNAPSHOT,
  deletionProtection: true,
  accessLogs: true,
  flowLogs: false,
  containerInsights: ecs.ContainerInsights.ENHANCED,
};

test('development is cheap and goes without a trace', () => {
  expect(Profile.development()).toMatchObject({
    profileName: 'development',
    availabilityZones: 2,
    network: { networkKind: 'publicSubnets' },
    capacity: { capacityKind: 'fargateSpot' },
    minTasks: 1,
    logRetention: logs.RetentionDays.ONE_WEEK,
    removalPolicy: RemovalPolicy.DESTROY,
    deletionProtection: false,
    accessLogs: false,
    flowLogs: false,
    containerInsights: ecs.ContainerInsights.DISABLED,
  });
});

test('production keeps what it logs, and outlives a zone', () => {
  expect(Profile.production()).toMatchObject({
    profileName: 'production',
    availabilityZones: 2,
    network: { networkKind: 'natGateways' },
    capacity: { capacityKind: 'fargate' },
    minTasks: 2,
    logRetention: logs.RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtection: false,
    accessLogs: true,
    flowLogs: true,
    containerInsights: ecs.ContainerInsights.ENABLED,
  });
});

test.each([['development', Profile.development], ['production', Profile.production]])('each entry of %s can be overridden', (_, factory) => {
  expect(factory(OVERRIDES)).toMatchObject(OVERRIDES);
});

test('an undefined entry overrides nothing', () => {
  expect(Profile.production({ minTasks: undefined, network: undefined })).toMatchObject({ minTasks: 2, network: { networkKind: 'natGateways' } });
});
