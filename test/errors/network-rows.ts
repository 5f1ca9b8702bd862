import { aws_ec2 as ec2, aws_ecr as ecr, aws_ecs as ecs, Environment, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Row, RightRow, value } from './row';
import { WarningRow } from './warning-rows';
import { ContainerPlatform, ContainerService, ExistingNetworkOptions, INetwork, Ingress, Network } from '../../src';
import { importedVpc } from '../platform/imported-vpc';
import { devPlatform, testService, testStack } from '../support/builders';

const { XRAY } = ec2.InterfaceVpcEndpointAwsService;
const OWN = new ec2.InterfaceVpcEndpointService('com.amazonaws.vpce.us-east-1.vpce-svc-1', 443) as unknown as ec2.InterfaceVpcEndpointAwsService;
const PUBLIC = 'public.ecr.aws/nginx/nginx:1.29';
const HERE = { account: '111111111111', region: 'us-east-1' };
const NUMBERS = [-1, 0.5, 3, Number.NaN];

/** A platform whose network fails as it is bound. */
function platform(code: Row['code'], name: string, network: (stack: Stack) => INetwork, says: RegExp, path = 'Stack/Platform/Network'): Row {
  return { code, name, act: () => { const stack = testStack(); devPlatform(stack, { network: network(stack) }); }, says, path };
}

function existing(code: Row['code'], name: string, options: ExistingNetworkOptions, vpc: (scope: Construct) => ec2.IVpc, says: RegExp, path?: string): Row {
  return platform(code, name, (stack) => Network.existing(vpc(stack), options), says, path);
}

export const networkRows: Row[] = [
  ...[-1, 0.5, Number.NaN].map((count) => value('NatInstances', `${count}`, () => Network.natInstances({ count }), /count is /)),
  platform('NatInstances', 'more than the profile has zones', () => Network.natInstances({ count: 3 }), /count is 3/),
  value('NatInstances', 'none', () => Network.natInstances({ count: 0 }), /count is 0.*Network\.publicSubnets\(\) for none/),
  value('NatInstances', 'more than there are zones', () => Network.natInstances({ count: 2, maxAzs: 1 }), /count is 2/),
  value('NatInstances', 'an image without its type', () => Network.natInstances({ machineImage: ec2.MachineImage.latestAmazonLinux2023() }), /machineImage is given, and instanceType is left out/),
  value('NatInstances', 'a type that EC2 would not name so', () => Network.natInstances({ instanceType: new ec2.InstanceType('micro') }), /instanceType is 'micro'/),
  value('NatInstances', 'a type that is a token', () => Network.natInstances({ instanceType: new ec2.InstanceType(Token.asString({ Ref: 'Type' })) }), /instanceType is known only when/),
  ...NUMBERS.map((natGateways) => platform('NatGatewayCount', `natGateways ${natGateways}`, () => Network.dualStack({ natGateways }), /natGateways is /)),
  ...[Network.natInstances, Network.endpoints, Network.dualStack].map((factory) => value('AvailabilityZones', 'none', () => factory({ maxAzs: 0 }), /maxAzs is 0/)),
  ...['10.0.0.0/26', '10.0.0.0/8'].map((cidr) => platform('NetworkAddresses', cidr, () => Network.publicSubnets({ ipAddresses: ec2.IpAddresses.cidr(cidr) }), new RegExp(`ipAddresses is '${cidr}'\\. A prefix from /16 to /25`))),
  platform('NetworkAddresses', 'five zones', () => Network.endpoints({ ipAddresses: ec2.IpAddresses.cidr('10.0.0.0/25'), maxAzs: 5 }), /from \/16 to \/24 is allowed: .* for 10 subnets/),
  value('EndpointService', 'one of your own', () => Network.endpoints({ endpoints: [XRAY, OWN] }), /endpoints has, at position 1, what is no service of AWS/),
  value('EndpointService', 'an empty name', () => Network.endpoints({ endpoints: [new ec2.InterfaceVpcEndpointAwsService('')] }), /endpoints has, at position 0/),
  value('EndpointService', 'one that is there', () => Network.existing(importedVpc(testStack(), ['private']), { addEndpoints: true, existingEndpoints: [OWN] }), /existingEndpoints has/),
  value('TrustedAccounts', 'an ARN', () => Network.endpoints({ trustedAccounts: ['arn:aws:iam::111111111111:root'] }), /trustedAccounts has 'arn/),
  value('TrustedAccounts', 'a list that is a token', () => Network.endpoints({ trustedAccounts: Token.asList({ Ref: 'Accounts' }) }), /trustedAccounts is known only when/),
  value('EndpointsUnused', 'with NAT gateways', () => Network.dualStack({ endpoints: [XRAY] }), /endpoints is given, and the tasks have another way out.*natGateways to 0/),
  value('EndpointsUnused', 'without addEndpoints', () => Network.existing(importedVpc(testStack(), ['private']), { trustedAccounts: [] }), /trustedAccounts is given.*addEndpoints to true/),
  value('AllowFrom', 'nobody', () => Network.existing(importedVpc(testStack(), ['private']), { addEndpoints: true, endpointsAllowFrom: [] }), /endpointsAllowFrom is an empty list/),
  existing('AllowFrom', 'unknown addresses', { addEndpoints: true, endpoints: [XRAY] }, (scope) => importedVpc(scope, ['isolated'], { vpcCidrBlock: undefined }), /imported without its addresses/, 'Stack/Platform/Endpoints'),
  existing('NoRouteTable', 'unknown route tables', { addEndpoints: true }, (scope) => importedVpc(scope, ['isolated'], { isolatedSubnetRouteTableIds: undefined }), /route table of the subnet 'Stack\/Vpc\/IsolatedSubnet1' is not known/, 'Stack/Platform/Endpoints'),
  existing('VpcDns', 'without names', { addEndpoints: true }, (scope) => new ec2.Vpc(scope, 'Vpc', { enableDnsHostnames: false }), /'Stack\/Vpc' has enableDnsSupport or enableDnsHostnames/, 'Stack/Platform/Endpoints'),
  existing('NoSuchSubnets', 'task subnets that there are not', { taskSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } }, (scope) => importedVpc(scope, ['private']), /taskSubnets selects no subnet\. The VPC has 0 public, 2 private and 0 isolated/),
  existing('NoSuchSubnets', 'a group that there is not', { loadBalancerSubnets: { subnetGroupName: 'Web' } }, (scope) => importedVpc(scope, ['private']), /loadBalancerSubnets selects no subnet/),
  existing('NoSuchSubnets', 'none for endpoints', { addEndpoints: true }, (scope) => importedVpc(scope, []), /taskSubnets selects no subnet/, 'Stack/Platform/Endpoints'),
  ...[undefined, {}].map((vpc) => existing('NotAValue', `${typeof vpc} as a VPC`, {}, () => vpc as ec2.IVpc, /vpc is no VPC/)),
  existing('NoSuchSubnets', 'those of another VPC', { taskSubnets: { subnets: new ec2.Vpc(testStack(), 'Other').privateSubnets } }, (scope) => importedVpc(scope, ['private']), /taskSubnets has 'Stack\/Other\/.*another VPC/),
  { code: 'R143', name: 'a public load balancer in one zone', act: () => oneZone(Network.endpoints({ publicSubnets: true, maxAzs: 1 })), says: /lie in 1 availability zone/, path: 'Stack/Web/Ingress/main/Public' },
  { code: 'NoPublicSubnets', name: 'a public load balancer in a network without', act: () => oneZone(Network.endpoints()), says: /no public subnets/, path: 'Stack/Web/Ingress/main/Public' },
];

function oneZone(network: INetwork): ContainerService {
  const stack = testStack();
  return testService({ platform: devPlatform(stack, { network }), ingress: Ingress.applicationLoadBalancer() }, stack);
}

export const rightNetworks: RightRow[] = [
  ['the smallest VPC', () => devPlatform(testStack(), { network: Network.natInstances({ ipAddresses: ec2.IpAddresses.cidr('10.0.0.0/25') }) })],
  ['one NAT instance', () => devPlatform(testStack(), { network: Network.natInstances({ count: 1 }) })],
  ['no NAT gateway beside IPv6', () => devPlatform(testStack(), { network: Network.dualStack({ natGateways: 0, endpoints: [XRAY] }) })],
  ['an account that only the deployment knows', () => { const stack = testStack(); devPlatform(stack, { network: Network.endpoints({ trustedAccounts: [stack.account] }) }); }],
  ['addresses that are not needed', () => {
    const stack = testStack();
    const vpc = importedVpc(stack, ['isolated'], { vpcCidrBlock: undefined, isolatedSubnetRouteTableIds: undefined });
    devPlatform(stack, {
      network: Network.existing(vpc, {
        addEndpoints: true, existingS3Endpoint: true, endpoints: [XRAY], endpointsAllowFrom: [ec2.Peer.ipv4('10.0.0.0/8')],
      }),
    });
  }],
];

/** A service whose tasks reach AWS through endpoints only. */
function isolated(image: string, network: INetwork = Network.endpoints()): ContainerService {
  const stack = testStack();
  return testService({ platform: devPlatform(stack, { network }), image: ecs.ContainerImage.fromRegistry(image) }, stack);
}

function fromEcr(region: string, env?: Environment): ContainerService {
  const stack = testStack(env);
  const repository = ecr.Repository.fromRepositoryArn(stack, 'Repository', `arn:aws:ecr:${region}:111111111111:repository/web`);
  const image = ecs.ContainerImage.fromEcrRepository(repository);
  return testService({ platform: devPlatform(stack, { network: Network.endpoints() }), image }, stack);
}

export const networkWarnings: WarningRow[] = [
  ...['public.ecr.aws/nginx/nginx:1.29', 'nginx', 'quay.io/prometheus/prometheus:v3.0.0', 'docker.io/library/nginx'].map((name): WarningRow => ({
    code: 'PublicImage', name, act: () => isolated(name), says: `The image '${name}' comes from another registry .*Copy it into a repository`,
  })),
  {
    code: 'PublicImage',
    name: 'over IPv6 alone',
    act: () => isolated(PUBLIC, Network.dualStack({ natGateways: 0 })),
    says: "The image 'public.ecr.aws/nginx/nginx:1.29' comes from another registry",
  },
  {
    code: 'ImageRegion',
    name: 'in another region',
    act: () => fromEcr('eu-west-1', HERE),
    says: 'An image lies in Amazon ECR of eu-west-1, the tasks run in us-east-1',
  },
  {
    code: 'UnknownEndpointService',
    name: 'mistyped',
    act: () => new ContainerPlatform(testStack(), 'Platform', {
      network: Network.endpoints({ endpoints: [new ec2.InterfaceVpcEndpointAwsService('xrays')] }),
    }).node.findChild('Endpoints'),
    says: "endpoints has the service 'xrays', which aws-cdk-lib does not know",
  },
];

export const quietNetworks: [name: string, act: () => Construct][] = [
  ['an image of ECR behind endpoints', () => fromEcr('us-east-1', HERE)],
  ['an image of a region that is not known', () => fromEcr('eu-west-1')],
  ['an image of which nothing is known', () => isolated(Token.asString({ Ref: 'Image' }))],
  ['a public image with NAT instances', () => isolated(PUBLIC, Network.natInstances())],
  ['a public image with a NAT gateway beside IPv6', () => isolated(PUBLIC, Network.dualStack())],
  ['tasks in public subnets of a network with endpoints', () => {
    const stack = testStack();
    const withPublic = devPlatform(stack, { network: Network.endpoints({ publicSubnets: true }) });
    return testService({ platform: withPublic, subnets: { subnetType: ec2.SubnetType.PUBLIC } }, stack);
  }],
];
