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
  ownKeys: true,
  webAcl: true,
  readonlyRootFilesystem: true,
  managedPolicies: true,
  restrictDefaultSecurityGroup: true,
};

/** What the entries for audits are elsewhere. */
const UNREGULATED = { ownKeys: false, webAcl: false, readonlyRootFilesystem: false, managedPolicies: false };

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
    ...UNREGULATED,
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
    ...UNREGULATED,
  });
});

test('preview is development with shorter logs, and leaves the default security group alone', () => {
  expect({ ...Profile.preview() }).toEqual({
    ...Profile.development(), profileName: 'preview', logRetention: logs.RetentionDays.THREE_DAYS, restrictDefaultSecurityGroup: false,
  });
});

test('regulated is production, and strict', () => {
  expect({ ...Profile.regulated() }).toEqual({
    ...Profile.production(),
    profileName: 'regulated',
    logRetention: logs.RetentionDays.ONE_YEAR,
    deletionProtection: true,
    containerInsights: ecs.ContainerInsights.ENHANCED,
    ownKeys: true,
    webAcl: true,
    readonlyRootFilesystem: true,
    managedPolicies: true,
    restrictDefaultSecurityGroup: true,
  });
});

test.each([
  ['development', Profile.development], ['preview', Profile.preview], ['production', Profile.production], ['regulated', Profile.regulated],
])('each entry of %s can be overridden', (_, factory) => {
  expect(factory(OVERRIDES)).toMatchObject(OVERRIDES);
  const opposite = { ...OVERRIDES, deletionProtection: false, ...UNREGULATED, restrictDefaultSecurityGroup: false };
  expect(factory(opposite)).toMatchObject(opposite);
});

test('an undefined entry overrides nothing', () => {
  expect(Profile.production({ minTasks: undefined, network: undefined })).toMatchObject({ minTasks: 2, network: { networkKind: 'natGateways' } });
});
