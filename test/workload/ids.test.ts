import { aws_applicationautoscaling as autoscaling, aws_elasticloadbalancingv2 as elbv2, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FOR_POOLS_ONLY, PLATFORM_OPTIONS, SERVICE_OPTIONS } from './option-samples';
import {
  ApplicationLoadBalancerOptions, AutomaticScalingOptions, ContainerPlatformProps, ContainerServiceProps, Ingress, Scaling, ScalingSchedule,
  Visibility, WorkQueue,
} from '../../src';
import { importedVpc } from '../platform/imported-vpc';
import { loadAssembly, propertiesOf } from '../support/assembly';
import { devPlatform, templateOf, testService, testStack } from '../support/builders';
import { goneWith, replacedBy } from '../support/replacements';
import { CfnTemplate } from '../support/template';

type Resources = NonNullable<CfnTemplate['Resources']>;
type ServiceProps = Partial<ContainerServiceProps>;

/** What an option takes away, and what it replaces. */
interface Move {
  readonly takes?: string[];
  readonly replaces?: string[];
}

const ec2 = (...types: string[]) => types.map((type) => `AWS::EC2::${type}`);
const NETWORK = [...ec2('EIP', 'FlowLog', 'NatGateway', 'Route', 'RouteTable', 'Subnet', 'SubnetRouteTableAssociation')];

/** The options that move something, reviewed: what they stand for is another resource, or has another name. */
const MOVES: { [option: string]: Move } = {
  'ContainerServiceProps.executionRole': { takes: ['AWS::IAM::Policy', 'AWS::IAM::Role'] },
  'ContainerServiceProps.platform': { replaces: ['AWS::ApplicationAutoScaling::ScalableTarget: ResourceId', 'AWS::ECS::Service: Cluster'] },
  'ContainerServiceProps.port': { takes: ec2('SecurityGroupEgress', 'SecurityGroupIngress') },
  'ContainerServiceProps.serviceName': { replaces: ['AWS::ApplicationAutoScaling::ScalableTarget: ResourceId', 'AWS::ECS::Service: ServiceName'] },
  'ContainerServiceProps.taskRole': { takes: ['AWS::IAM::Policy', 'AWS::IAM::Role'] },
  'ContainerPlatformProps.clusterName': {
    replaces: ['AWS::ECS::Cluster: ClusterName', 'AWS::ECS::ClusterCapacityProviderAssociations: Cluster', 'AWS::ECS::Service: Cluster'],
  },
  'ContainerPlatformProps.namespaceName': { replaces: ['AWS::ServiceDiscovery::HttpNamespace: Name'] },
  'ContainerPlatformProps.namespaceType': { takes: ['AWS::ServiceDiscovery::HttpNamespace'] },
  'ContainerPlatformProps.network': { takes: ec2('EIP', 'NatGateway') },
  'ContainerPlatformProps.profile': { takes: [...NETWORK, 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy'] },
  'ContainerPlatformProps.vpc': {
    takes: [
      ...NETWORK, ...ec2('InternetGateway', 'VPC', 'VPCEndpoint', 'VPCGatewayAttachment'), 'AWS::IAM::Role', 'AWS::Lambda::Function',
      'Custom::VpcRestrictDefaultSG',
    ],
    replaces: ['AWS::EC2::SecurityGroup: VpcId', 'AWS::ElasticLoadBalancingV2::TargetGroup: VpcId'],
  },
};

/** What the options of a service are added to. */
const BASES: { [name: string]: ServiceProps } = {
  'a service alone': {},
  'a scaling service behind a load balancer': { ingress: Ingress.applicationLoadBalancer(), scaling: Scaling.automatic({ min: 1, max: 2 }) },
  'a worker': { queues: { orders: WorkQueue.create() } },
};

const TABLES: [string, string[]][] = [
  ['ContainerServiceProps', [...Object.keys(SERVICE_OPTIONS), ...FOR_POOLS_ONLY]],
  ['ContainerPlatformProps', Object.keys(PLATFORM_OPTIONS)],
];

// Some samples are of no use to some bases, and warn.
beforeEach(() => { jest.spyOn(console, 'error').mockImplementation(); });

test.each(TABLES)('each optional prop of %s has a sample', (struct, samples) => {
  const optional = propertiesOf(loadAssembly(), `cdk-stevedore.${struct}`).filter((property) => property.optional).map(({ name }) => name);
  expect(samples.sort()).toEqual(optional.sort());
});

describe.each(Object.entries(BASES))('%s', (_, base) => {
  const before = resourcesWith(() => base);

  test.each(Object.entries(SERVICE_OPTIONS))('with %s moves nothing but what is reviewed', (option, sample) => {
    expectMoves(`ContainerServiceProps.${option}`, before, resourcesWith((scope) => ({ ...base, [option]: sample(scope) })));
  });
});

test.each(Object.entries(PLATFORM_OPTIONS))('a platform with %s moves nothing but what is reviewed', (option, sample) => {
  expectMoves(`ContainerPlatformProps.${option}`, platformWith(() => ({})), platformWith((scope) => ({ [option]: sample(scope) })));
});

test.each<[string, ApplicationLoadBalancerOptions]>([
  ['HTTPS', { certificates: [elbv2.ListenerCertificate.fromArn('arn:aws:acm:eu-west-1:123456789012:certificate/1')] }],
  ['HTTPS alone', { certificates: [elbv2.ListenerCertificate.fromArn('arn:aws:acm:eu-west-1:123456789012:certificate/1')], redirectHttp: false }],
  ['a health check on another port', { healthCheck: { port: '9000' } }],
  ['access logs', { accessLogs: true }],
  ['a web ACL', { webAcl: 'arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/mine/1' }],
])('%s moves nothing of the load balancer but its listener', (_, options) => {
  const [before, after] = [{}, options].map((given) => resourcesWith(() => ({ ingress: Ingress.applicationLoadBalancer(given) })));
  expect(Object.values(goneWith(before, after)).filter((type) => type !== 'AWS::ElasticLoadBalancingV2::Listener')).toEqual([]);
});

test('another visibility is another load balancer, with all that belongs to it', () => {
  const [before, after] = [Visibility.PUBLIC, Visibility.INTERNAL]
    .map((visibility) => resourcesWith(() => ({ ingress: Ingress.applicationLoadBalancer({ visibility }) })));
  const kept = Object.keys(before).filter((id) => id in after).map((id) => before[id].Type);
  expect(kept.filter((type) => type.startsWith('AWS::ElasticLoadBalancingV2'))).toEqual([]);
});

test.each<[string, Partial<AutomaticScalingOptions>]>([
  ['memoryPercent', { memoryPercent: 70 }],
  ['requestsPerTarget', { requestsPerTarget: 500 }],
  ['backlog', { backlog: { acceptableLatency: Duration.minutes(9), processingTime: Duration.minutes(1) } }],
  ['schedules', { schedules: { night: ScalingSchedule.at(autoscaling.Schedule.cron({ hour: '0' }), 1, 2) } }],
  ['scaleInCooldown', { scaleInCooldown: Duration.minutes(1) }],
])('scaling by cpuPercent, with %s moves nothing', (_, options) => {
  const [before, after] = [{}, options].map((given) => resourcesWith(() => ({
    ingress: Ingress.applicationLoadBalancer(),
    queues: { orders: WorkQueue.create() },
    scaling: Scaling.automatic({ min: 1, max: 9, cpuPercent: 50, ...given }),
  })));
  expectMoves('', before, after);
});

test('a second value of a map moves nothing of the first', () => {
  const [before, after] = [['orders'], ['a', 'orders', 'z']].map((names) => resourcesWith(() => ({
    queues: Object.fromEntries(names.map((name) => [name, WorkQueue.create()])),
  })));
  expectMoves('', before, after);
});

test('what moves is found', () => {
  const resource = (Type: string, Properties: object) => ({ Type: `AWS::${Type}`, Properties });
  const before = { A: resource('ECS::Cluster', {}), B: resource('ECS::Service', { Cluster: { Ref: 'A' } }), C: resource('SQS::Queue', { DelaySeconds: 1 }) };
  expect(replacedBy(before, { ...before, A: resource('ECS::Cluster', { ClusterName: 'a' }), C: resource('SQS::Queue', {}) }))
    .toEqual(['AWS::ECS::Cluster: ClusterName', 'AWS::ECS::Service: Cluster']);
  expect(goneWith(before, { A: before.A, B: resource('SNS::Topic', {}) })).toEqual({ B: 'AWS::ECS::Service', C: 'AWS::SQS::Queue' });
});

function expectMoves(option: string, before: Resources, after: Resources): void {
  const { takes = [], replaces = [] } = MOVES[option] ?? {};
  expect(takes).toEqual(expect.arrayContaining(Object.values(goneWith(before, after))));
  expect(replaces).toEqual(expect.arrayContaining(replacedBy(before, after)));
}

function resourcesWith(props: (scope: Construct) => ServiceProps): Resources {
  const stack = testStack();
  const platform = devPlatform(stack, { vpc: importedVpc(stack, ['public']), namespaceName: 'shop' });
  return resourcesOf(testService({ platform, ...props(new Construct(stack, 'Given')) }, stack));
}

function platformWith(props: (scope: Construct) => ContainerPlatformProps): Resources {
  const stack = testStack();
  const platform = devPlatform(stack, { profile: undefined, namespaceName: 'shop', ...props(new Construct(stack, 'Given')) });
  return resourcesOf(testService({ platform, ingress: Ingress.applicationLoadBalancer() }, stack));
}

function resourcesOf(scope: Construct): Resources {
  return (templateOf(scope).toJSON() as CfnTemplate).Resources!;
}
