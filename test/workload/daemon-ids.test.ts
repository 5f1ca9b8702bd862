import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SERVICE_OPTIONS } from './option-samples';
import { ContainerDaemon, ContainerDaemonProps, Storage } from '../../src';
import { importedVpc } from '../platform/imported-vpc';
import { loadAssembly, propertiesOf } from '../support/assembly';
import { devPlatform, IMAGE, templateOf, testStack } from '../support/builders';
import { TestPool } from '../support/pools';
import { goneWith, replacedBy } from '../support/replacements';
import { CfnTemplate } from '../support/template';

/** What a daemon has not, or what is another on instances. */
const {
  assignPublicIp: _address, availabilityZoneRebalancing: _zones, capacity: _capacity, deployment: _deployment, discovery: _discovery,
  ephemeralStorageGiB: _disk,
  healthCheckGracePeriod: _grace, ingress: _ingress, platform: _platform, queues: _queues, scaling: _scaling, ...SHARED
} = SERVICE_OPTIONS;

const OPTIONS: { [option: string]: (scope: Construct) => unknown } = {
  ...SHARED,
  architecture: () => ecs.CpuArchitecture.X86_64,
  gpuCount: () => 1,
  minHealthyPercent: () => 50,
  networkMode: () => ecs.NetworkMode.AWS_VPC,
  pools: () => ['batch', 'web'],
  storage: () => ({ tmp: Storage.scratch({ mountPath: '/tmp' }) }),
};

/** The same platform is the base; Fargate has the disk; `pool` is the base, and `pools` or `capacity` in its place; the other two are for Managed Instances. */
const WITHOUT_SAMPLE = ['capacity', 'critical', 'drainPercent', 'ephemeralStorageGiB', 'platform', 'pool'];

/** The options that move something, reviewed. */
const TAKES: { [option: string]: string[] } = { executionRole: ['AWS::IAM::Policy', 'AWS::IAM::Role'], taskRole: ['AWS::IAM::Role'] };
const REPLACES: { [option: string]: string[] } = { serviceName: ['AWS::ECS::Service: ServiceName'] };

function resourcesWith(props: (scope: Construct) => Partial<ContainerDaemonProps>): NonNullable<CfnTemplate['Resources']> {
  const stack = testStack();
  const pool = (name: string) => new TestPool({ gpuCount: 1, instanceAttributes: { pool: name } });
  const platform = devPlatform(stack, { vpc: importedVpc(stack, ['private']), pools: { batch: pool('batch'), web: pool('web') } });
  const given = props(new Construct(stack, 'Given'));
  const base = { platform, image: IMAGE, networkMode: ecs.NetworkMode.AWS_VPC, ...given.pools ? {} : { pool: 'web' } };
  return (templateOf(new ContainerDaemon(stack, 'Agent', { ...base, ...given })).toJSON() as CfnTemplate).Resources!;
}

test('each optional prop has a sample', () => {
  const optional = propertiesOf(loadAssembly(), 'cdk-stevedore.ContainerDaemonProps').filter((property) => property.optional).map(({ name }) => name);
  expect([...Object.keys(OPTIONS), ...WITHOUT_SAMPLE].sort()).toEqual(optional.sort());
});

test.each(Object.entries(OPTIONS))('with %s a daemon moves nothing but what is reviewed', (option, sample) => {
  const [before, after] = [resourcesWith(() => ({})), resourcesWith((scope) => ({ [option]: sample(scope) }))];
  expect(TAKES[option] ?? []).toEqual(expect.arrayContaining(Object.values(goneWith(before, after))));
  expect(REPLACES[option] ?? []).toEqual(expect.arrayContaining(replacedBy(before, after)));
});
