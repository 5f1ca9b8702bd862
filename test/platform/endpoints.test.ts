import { aws_ec2 as ec2, aws_ecr as ecr, aws_ecs as ecs, aws_kms as kms, aws_logs as logs, aws_secretsmanager as secretsmanager, aws_ssm as ssm, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { importedVpc } from './imported-vpc';
import {
  Capacity, ContainerDaemon, ContainerPlatform, ContainerService, ContainerServiceProps, Discovery,
  EndpointNetworkOptions, INetwork, Logging, Network, Sidecar,
  WorkQueue,
} from '../../src';
import { settingsOfCluster } from '../../src/platform/exec/exec';
import { reachAws } from '../../src/workload/endpoints';
import { devPlatform, IMAGE, templateOf, testApp, testStack } from '../support/builders';
import { TestPool } from '../support/pools';

const { XRAY, CLOUDWATCH_LOGS, STS } = ec2.InterfaceVpcEndpointAwsService;
const ECR = ['ecr.api', 'ecr.dkr'];

function imageOf(stack: Stack): ecs.ContainerImage {
  const repository = ecr.Repository.fromRepositoryName(stack, `Repository${stack.node.children.length}`, 'web');
  return ecs.ContainerImage.fromEcrRepository(repository, '1');
}

function isolated(stack: Stack, options: EndpointNetworkOptions = {}): ContainerPlatform {
  return devPlatform(stack, { network: Network.endpoints(options) });
}

function platformOn(stack: Stack, network: INetwork): ContainerPlatform {
  return devPlatform(stack, { network });
}

function service(stack: Stack, platform: ContainerPlatform, props: Partial<ContainerServiceProps> = {}, id = 'Web'): ContainerService {
  return new ContainerService(stack, id, { platform, image: imageOf(stack), logging: Logging.none(), ...props });
}

/** The services that a template has interface endpoints for. */
function endpointsOf(template: Template): string[] {
  return Object.values(template.findResources('AWS::EC2::VPCEndpoint', { Properties: { VpcEndpointType: 'Interface' } }))
    .map(({ Properties }) => nameOf(Properties.ServiceName)).sort();
}

function nameOf(serviceName: unknown): string {
  return JSON.stringify(serviceName).replace(/[\]}"]+$/, '').replace(/^.*"\./, '').replace(/^.*com\.amazonaws\.[a-z0-9-]+\./, '');
}

/** What the only service of a template waits for, of endpoints. */
function waitsFor(template: Template): string[] {
  const endpoints = template.findResources('AWS::EC2::VPCEndpoint');
  const [{ DependsOn = [] }] = Object.values(template.findResources('AWS::ECS::Service')) as { DependsOn?: string[] }[];
  return DependsOn.filter((id) => id in endpoints).map((id) => nameOf(endpoints[id].Properties.ServiceName)).sort();
}

test('a network with endpoints only has isolated subnets, and gateway endpoints, which are free', () => {
  const stack = testStack();
  const platform = isolated(stack);
  const template = templateOf(stack);
  for (const type of ['InternetGateway', 'NatGateway', 'Route', 'EIP']) { template.resourceCountIs(`AWS::EC2::${type}`, 0); }
  template.resourceCountIs('AWS::EC2::Subnet', 2);
  expect(platform.vpc.isolatedSubnets).toHaveLength(2);
  expect(Object.values(template.findResources('AWS::EC2::VPCEndpoint')).map(({ Properties }) => [Properties.VpcEndpointType, nameOf(Properties.ServiceName)]))
    .toEqual([['Gateway', 's3'], ['Gateway', 'dynamodb']]);
});

test('its subnets are those of a network with NAT gateways, without the way out', () => {
  const subnets = (network: INetwork) => {
    const stack = testStack();
    platformOn(stack, network);
    return Object.entries(templateOf(stack).findResources('AWS::EC2::Subnet')).map(([id, { Properties }]) => `${id} ${Properties.CidrBlock}`);
  };
  expect(subnets(Network.natGateways())).toEqual(expect.arrayContaining(subnets(Network.endpoints())));
  expect(subnets(Network.endpoints({ publicSubnets: true }))).toEqual(subnets(Network.natGateways()));
});

test('public subnets are for load balancers: tasks have no way out', () => {
  const stack = testStack();
  const platform = isolated(stack, { publicSubnets: true });
  expect(platform.vpc.selectSubnets(platform.taskSubnets).subnets).toEqual(platform.vpc.isolatedSubnets);
  const routes = templateOf(stack).findResources('AWS::EC2::Route');
  expect(Object.keys(routes).map((id) => /Public|Private/.exec(id)![0])).toEqual(['Public', 'Public']);
});

const secretOf = (stack: Stack) => ecs.Secret.fromSecretsManager(secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 's'), 'field');
const parameterOf = (stack: Stack) => ecs.Secret.fromSsmParameter(new ssm.StringParameter(stack, 'Parameter', { stringValue: 'x' }));

test.each<[string, string[], (stack: Stack) => Partial<ContainerServiceProps>]>([
  ['an image in ECR', ECR, () => ({})],
  ['an image that the app builds', ECR, () => ({ image: ecs.ContainerImage.fromTarball(__filename) })],
  ['an image by its name', ECR, () => ({ image: ecs.ContainerImage.fromRegistry('111111111111.dkr.ecr.us-east-1.amazonaws.com/web:1') })],
  ['an image from elsewhere', [], () => ({ image: IMAGE })],
  ['logs', [...ECR, 'logs'], () => ({ logging: Logging.cloudWatch() })],
  ['a secret', [...ECR, 'secretsmanager'], (stack) => ({ secrets: { KEY: secretOf(stack) } })],
  ['a parameter', [...ECR, 'ssm'], (stack) => ({ secrets: { KEY: parameterOf(stack) } })],
  ['a parameter by its name', [...ECR, 'ssm'], (stack) => ({
    secrets: { KEY: ecs.Secret.fromSsmParameter(ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Parameter', { parameterName: '/p' })) },
  })],
  ['a secret of a log driver', [...ECR, 'secretsmanager'], (stack) => ({
    logging: {
      loggingKind: 'splunk',
      bind: () => ({ driver: ecs.LogDrivers.splunk({ url: 'https://splunk.example.com', secretToken: secretOf(stack) }) }),
    },
  })],
  ['a queue', [...ECR, 'sqs'], () => ({ queues: { orders: WorkQueue.create() } })],
  ['a sidecar', [...ECR, 'secretsmanager'], (stack) => ({
    image: IMAGE, sidecars: { agent: Sidecar.container({ image: imageOf(stack), secrets: { KEY: secretOf(stack) } }) },
  })],
])('a service with %s has the endpoints %j, and waits for them and for S3', (_, expected, props) => {
  const stack = testStack();
  service(stack, isolated(stack), props(stack));
  const template = templateOf(stack);
  expect(endpointsOf(template)).toEqual(expected);
  expect(waitsFor(template)).toEqual([...expected, 's3'].sort());
});

test.each([
  ['alone', {}, ['ssmmessages']],
  ['with a key of its own', { key: true }, ['kms', 'ssmmessages']],
  ['with a log group of its own', { logged: true }, ['logs', 'ssmmessages']],
])('exec %s has the endpoints that sessions need', (_, { key, logged }: { key?: boolean; logged?: boolean }, expected) => {
  const stack = testStack();
  const platform = isolated(stack);
  const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', {
    clusterName: 'c',
    vpc: platform.vpc,
    executeCommandConfiguration: {
      kmsKey: key ? kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111111111111:key/k') : undefined,
      ...logged ? { logging: ecs.ExecuteCommandLogging.OVERRIDE, logConfiguration: { cloudWatchLogGroup: logs.LogGroup.fromLogGroupName(stack, 'Log', 'exec') } } : {},
    },
  });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('main', { image: imageOf(stack) });
  const exec = settingsOfCluster(cluster);
  reachAws(taskDefinition, {
    platform, subnets: { hasPublic: false }, runtime: { outside: false }, plan: { containerName: 'main' }, sidecars: new Map(), queues: new Map(), exec,
  });
  expect(endpointsOf(templateOf(stack))).toEqual([...ECR, ...expected]);
});

test.each([['service', ContainerService], ['daemon', ContainerDaemon]])('a %s on machines outside AWS, which are in no VPC, needs none', (_, Workload) => {
  const stack = testStack();
  const image = ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29');
  new Workload(stack, 'Edge', { platform: isolated(stack), capacity: Capacity.external(), image, secrets: { KEY: secretOf(stack) } });
  const template = templateOf(stack);
  expect(endpointsOf(template)).toEqual([]);
  Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('another registry'));
});

test('the proxies of Service Connect reach ECS, and both services wait for it', () => {
  const stack = testStack();
  const platform = devPlatform(stack, { network: Network.endpoints(), namespaceName: 'shop' });
  const server = service(stack, platform, { port: 80 }, 'Server');
  service(stack, platform, {}, 'Client').connectTo(server);
  const template = templateOf(stack);
  expect(endpointsOf(template)).toEqual([...ECR, 'ecs-agent']);
  const [agent] = Object.entries(template.findResources('AWS::EC2::VPCEndpoint')).find(([, { Properties }]) => nameOf(Properties.ServiceName) === 'ecs-agent')!;
  const services = Object.values(template.findResources('AWS::ECS::Service')) as { DependsOn: string[] }[];
  expect(services.map(({ DependsOn }) => DependsOn.includes(agent))).toEqual([true, true]);
});

test('a proxy whose log goes to CloudWatch reaches that, too', () => {
  const stack = testStack();
  const platform = devPlatform(stack, { network: Network.endpoints(), namespaceName: 'shop' });
  service(stack, platform, { port: 80, discovery: Discovery.serviceConnect(), logging: Logging.cloudWatch() });
  expect(endpointsOf(templateOf(stack))).toEqual([...ECR, 'ecs-agent', 'logs']);
});

test('what several workloads need is there once, whoever comes first', () => {
  const stack = testStack();
  const platform = isolated(stack);
  service(stack, platform, { logging: Logging.cloudWatch() });
  service(stack, platform, { logging: Logging.cloudWatch(), queues: { orders: WorkQueue.create() } }, 'Worker');
  expect(endpointsOf(templateOf(stack))).toEqual([...ECR, 'logs', 'sqs']);
});

test('the agents of instances have their endpoints before the pool, and a daemon and a service on it ask alike', () => {
  const stack = testStack();
  const platform = devPlatform(stack, { network: Network.endpoints(), pools: { web: new TestPool({ instanceAttributes: { 'stevedore.pool': 'web' } }) } });
  expect(endpointsOf(templateOf(stack))).toEqual(['ecs', 'ecs-agent', 'ecs-telemetry']);

  const other = testStack();
  const others = devPlatform(other, { network: Network.endpoints(), pools: { web: new TestPool({ instanceAttributes: { 'stevedore.pool': 'web' } }) } });
  new ContainerDaemon(other, 'Agent', { platform: others, pool: 'web', image: imageOf(other) });
  const third = testStack();
  const thirds = devPlatform(third, { network: Network.endpoints(), pools: { web: new TestPool() } });
  service(third, thirds, { capacity: Capacity.pool('web'), logging: undefined });
  expect(endpointsOf(templateOf(other))).toEqual(endpointsOf(templateOf(third)));
  expect(waitsFor(templateOf(other))).toEqual([...ECR, 'logs', 's3']);
  expect(platform.endpointsOnly).toBe(true);
  templateOf(stack).hasResource('AWS::EC2::SecurityGroup', {
    Properties: { GroupDescription: Match.stringLikeRegexp('Instances') }, DependsOn: Match.arrayWith([Match.stringLikeRegexp('Endpointsecsagent')]),
  });
});

test('endpoints lie in the stack of the platform, and no stack waits for itself', () => {
  const app = testApp();
  const [first, second] = ['First', 'Second'].map((id) => new Stack(app, id));
  service(second, isolated(first), { secrets: { KEY: secretOf(second) } });
  expect(endpointsOf(Template.fromStack(first))).toEqual([...ECR, 'secretsmanager']);
  expect(endpointsOf(Template.fromStack(second))).toEqual([]);
  expect(second.dependencies).toContain(first);
});

test('endpoints admit the VPC on port 443 and nobody else, have private DNS, and lie in the subnets of the tasks', () => {
  const stack = testStack();
  const platform = isolated(stack, { endpoints: [XRAY] });
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::EC2::SecurityGroup', {
    GroupDescription: 'Endpoints for services of AWS',
    SecurityGroupIngress: [{ CidrIp: stack.resolve(platform.vpc.vpcCidrBlock), IpProtocol: 'tcp', FromPort: 443, ToPort: 443, Description: Match.anyValue() }],
    SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
  });
  template.hasResourceProperties('AWS::EC2::VPCEndpoint', {
    VpcEndpointType: 'Interface',
    PrivateDnsEnabled: true,
    SubnetIds: platform.vpc.isolatedSubnets.map(({ subnetId }) => stack.resolve(subnetId) as unknown),
  });
});

test('through what workloads need, only roles of the account get, and of those that are trusted', () => {
  const stack = testStack();
  service(stack, isolated(stack, { endpoints: [STS], trustedAccounts: ['222222222222'] }));
  const conditions = Object.values(templateOf(stack).findResources('AWS::EC2::VPCEndpoint', { Properties: { VpcEndpointType: 'Interface' } }))
    .map(({ Properties }) => [nameOf(Properties.ServiceName), Properties.PolicyDocument?.Statement[0].Condition]);
  const own = { StringEquals: { 'aws:PrincipalAccount': [{ Ref: 'AWS::AccountId' }, '222222222222'] } };
  expect(Object.fromEntries(conditions)).toEqual({ 'sts': undefined, 'ecr.api': own, 'ecr.dkr': own });
});

test('what is needed later is asked for by its platform', () => {
  const stack = testStack();
  const platform = isolated(stack);
  const web = service(stack, platform);
  web.service.node.addDependency(...platform.reach([XRAY]), ...platform.reach([XRAY]));
  expect(endpointsOf(templateOf(stack))).toEqual([...ECR, 'xray']);
  expect(waitsFor(templateOf(stack))).toEqual([...ECR, 's3', 'xray']);
});

test.each<[string, INetwork]>([
  ['NAT gateways', Network.natGateways()], ['NAT instances', Network.natInstances()], ['public subnets', Network.publicSubnets()], ['IPv6', Network.dualStack()],
])('with %s nobody makes endpoints', (_, network) => {
  const stack = testStack();
  const platform = platformOn(stack, network);
  service(stack, platform, { secrets: { KEY: secretOf(stack) } });
  expect(platform.endpointsOnly).toBe(false);
  expect(platform.reach([XRAY])).toEqual([]);
  expect(endpointsOf(templateOf(stack))).toEqual([]);
});

describe('in a VPC that exists', () => {
  const existing = (stack: Stack, options = {}) => platformOn(stack, Network.existing(importedVpc(stack, ['isolated']), { addEndpoints: true, ...options }));

  test('what is there already is not made again', () => {
    const stack = testStack();
    const platform = existing(stack, { existingEndpoints: [CLOUDWATCH_LOGS], existingS3Endpoint: true });
    service(stack, platform, { logging: Logging.cloudWatch() });
    expect(endpointsOf(templateOf(stack))).toEqual(ECR);
    expect(waitsFor(templateOf(stack))).toEqual(ECR);
  });

  test('the endpoint for S3 is made for the route tables of the tasks', () => {
    const stack = testStack();
    existing(stack);
    templateOf(stack).hasResourceProperties('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway', RouteTableIds: ['rtb-a', 'rtb-b'] });
  });

  test('of the same app, its endpoints are found', () => {
    const stack = testStack();
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: [{ name: 'Only', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] });
    vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
    vpc.addInterfaceEndpoint('Logs', { service: CLOUDWATCH_LOGS });
    vpc.addInterfaceEndpoint('Ecr', { service: ec2.InterfaceVpcEndpointAwsService.ECR });
    service(stack, platformOn(stack, Network.existing(vpc, { addEndpoints: true })), { logging: Logging.cloudWatch() });
    expect(endpointsOf(templateOf(stack))).toEqual([...ECR, 'logs']);
    expect(waitsFor(templateOf(stack))).toEqual([...ECR, 'logs', 's3']);
  });

  test('nothing is made unless it is asked for', () => {
    const stack = testStack();
    service(stack, platformOn(stack, Network.existing(importedVpc(stack, ['isolated']))));
    templateOf(stack).resourceCountIs('AWS::EC2::VPCEndpoint', 0);
  });
});
