import { aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, aws_logs as logs, aws_ecs as ecs, aws_route53 as route53, Duration, Fn, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { balancer, ingressTo, RightRow, Row, service, value, workload } from './row';
import { DomainOptions, Ingress, Logging, Network, PortSpec, Profile, Visibility } from '../../src';
import { importedVpc } from '../platform/imported-vpc';
import { devPlatform, testService, testStack } from '../support/builders';

const CERTIFICATES = [elbv2.ListenerCertificate.fromArn('arn:aws:acm:us-east-1:123456789012:certificate/1')];

function domain(options: Partial<DomainOptions>, stack: Stack = testStack()): { domain: DomainOptions } {
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
  return { domain: { zone, name: 'www.example.com', ...options } };
}

function privateZone(stack: Stack): route53.IHostedZone {
  return new route53.PrivateHostedZone(stack, 'Zone', { vpc: importedVpc(stack, []), zoneName: 'example.com' });
}

/** A row whose load balancer fails when it is bound, by the path of its scope. */
function bound(row: Row, scope = '/Public'): Row {
  return { ...row, path: `Stack/Web/Ingress/main${scope}` };
}

const healthCheckRows: Row[] = [
  ...[4, 301].map((s) => balancer('R149', `an interval of ${s}`, { healthCheck: { interval: Duration.seconds(s) } }, /healthCheck\.interval is \d+ seconds/)),
  ...[1, 121].map((s) => balancer('R149', `a timeout of ${s}`, { healthCheck: { timeout: Duration.seconds(s) } }, /healthCheck\.timeout is \d+ seconds/)),
  balancer('R149', 'a timeout as long as the interval', { healthCheck: { timeout: Duration.seconds(10) } }, /timeout is 10 seconds and healthCheck\.interval 10/),
  ...(['healthyThresholdCount', 'unhealthyThresholdCount'] as const).flatMap((prop) => [1, 11, Number.NaN, 2.5]
    .map((count) => balancer('R149', `${prop} ${count}`, { healthCheck: { [prop]: count } }, new RegExp(`healthCheck\\.${prop} is ${count}`)))),
  ...['', 'health', `/${'a'.repeat(1024)}`].map((path) => balancer('R149', `the path '${path.slice(0, 9)}'`, { healthCheck: { path } }, /healthCheck\.path is '/)),
  ...['0', '65536', 'http', 'admin', ''].map((port) => balancer('R149', `the port '${port}'`, { healthCheck: { port } }, /healthCheck\.port is /)),
  ...['', '199', '500', '399-200', '200-', 'ok', '200,'].map((codes) => balancer('R149', `the codes '${codes}'`, { healthCheck: { healthyHttpCodes: codes } }, /healthCheck\.healthyHttpCodes is '/)),
  balancer('R149', 'a gRPC code of 100', { healthCheck: { healthyGrpcCodes: '0-100' } }, /healthCheck\.healthyGrpcCodes is '0-100'/),
  balancer('R149', 'none at all', { healthCheck: { enabled: false } }, /healthCheck\.enabled is false/),
  balancer('R149', 'over TCP', { healthCheck: { protocol: elbv2.Protocol.TCP } }, /healthCheck\.protocol is TCP/),
];

const nameRows: Row[] = [
  balancer('NotAValue', 'a visibility that is a word', { visibility: 'internal' as Visibility }, /visibility is 'internal'/),
  balancer('R146', 'every host', { hosts: ['*'] }, /hosts has the name '\*'.*hosts: \[\] admits every name/),
  balancer('R146', 'six names', { hosts: 'abcdef'.split('').map((letter) => `${letter}.example.com`) }, /hosts has 6 names/),
  balancer('R146', 'six names of a domain', domain({ aliases: 'abcde'.split('').map((letter) => `${letter}.example.com`) }), /domain has 6 names/),
  balancer('R146', 'seven wildcards', { hosts: ['*?*?.a', '*?*.a'] }, /hosts has 7 wildcards/),
  ...['', 'localhost', 'a b.c', 'https://a.b', 'a..b', '.a', 'a.', `${'a'.repeat(127)}.b`]
    .map((host) => balancer('R146', `the host '${host.slice(0, 12)}'`, { hosts: [host] }, /hosts has the name '/)),
  ...['', 'localhost', '*.example.com', 'www.example.com.', 'https://www.example.com', 'www.example.com/shop']
    .map((name) => balancer('DomainName', `the name '${name}'`, domain({ name }), /domain has the name '/)),
  ...['w?w.example.com', 'www.*.example.com'].map((alias) => balancer('DomainName', `the alias '${alias}'`, domain({ aliases: [alias] }), /domain has the name '/)),
  balancer('DomainName', 'a wrong name behind hosts', { ...domain({ name: 'www' }), hosts: [] }, /domain has the name 'www'/),
  balancer('DomainName', 'a name twice', domain({ aliases: ['WWW.example.com'] }), /domain has the name 'www\.example\.com' twice/),
  bound(workload('DomainOutsideZone', 'a name of another zone', (stack) => ingressTo(domain({ name: 'www.example.org' }, stack)), /name 'www\.example\.org' and the zone 'example\.com'/), ''),
  bound(workload('DomainOutsideZone', 'a certificate of another zone', (stack) => ingressTo(domain({ name: 'www.example.org', createRecord: false }, stack)), /name 'www\.example\.org'/), ''),
  bound(workload('DomainOutsideZone', 'a name that only ends alike', (stack) => ingressTo(domain({ name: 'anexample.com' }, stack)), /name 'anexample\.com'/), ''),
];

const balancerRows: Row[] = [
  balancer('AllowFrom', 'nobody', { allowFrom: [] }, /allowFrom is an empty list/),
  balancer('R148', 'too long a drain', { deregistrationDelay: Duration.seconds(3601) }, /deregistrationDelay is 3601 seconds/),
  ...[0, 4001].map((s) => balancer('R152', `${s} seconds`, { idleTimeout: Duration.seconds(s) }, /idleTimeout is \d+ seconds/)),
  balancer('R150', 'a redirect', { redirectHttp: true }, /redirectHttp is given, and there is no certificate/),
  balancer('R150', 'a policy', { sslPolicy: elbv2.SslPolicy.TLS13_13, certificates: [] }, /sslPolicy is given, and there is no certificate/),
  value('PrivateZone', 'a certificate in vain', () => { const stack = testStack(); Ingress.applicationLoadBalancer(domain({ zone: privateZone(stack) })); }, /domain\.zone is a private zone/),
  bound({
    ...workload('CertificateRegion', 'of another region', {}, /certificate arn.* is in us-east-1, and the load balancer in eu-west-1/),
    act: () => testService(ingressTo({ certificates: CERTIFICATES }), testStack({ region: 'eu-west-1' })),
  }),
  bound(workload('AllowFrom', 'nothing, in a VPC without addresses', (stack) => ({
    platform: devPlatform(stack, { vpc: importedVpc(stack, ['private'], { vpcCidrBlock: undefined }) }), ...ingressTo({ visibility: Visibility.INTERNAL }),
  }), /allowFrom is left out, and the VPC was imported without its addresses/), '/Internal'),
  bound(workload('R143', 'one zone', (stack) => ({
    ...ingressTo(), platform: devPlatform(stack, { profile: Profile.development({ availabilityZones: 1 }) }),
  }), /lie in 1 availability zone/)),
  bound(workload('R143', 'one zone, internal', (stack) => ({
    ...ingressTo({ visibility: Visibility.INTERNAL }), platform: devPlatform(stack, { network: Network.publicSubnets({ maxAzs: 1 }) }),
  }), /lie in 1 availability zone/), '/Internal'),
  bound(workload('NoPublicSubnets', 'a VPC without', (stack) => ({
    ...ingressTo(), platform: devPlatform(stack, { vpc: importedVpc(stack, ['private']) }),
  }), /The load balancer is public, and the VPC has no public subnets.*visibility/)),
];

const portRows: Row[] = [
  {
    ...workload('R132', 'an ingress of the user\'s own without a port', {
      ingress: { ingressKind: 'mine', bind: (scope, { vpc }) => ({ portName: 'api', targetGroup: new elbv2.ApplicationTargetGroup(scope, 'Group', { vpc }) }) },
    }, /target group for the port 'api', and the ports are main/),
    path: 'Stack/Web/Service',
  },
  bound(workload('R132', 'no such port', { ...ingressTo({ portName: 'api' }), port: 80 }, /portName is 'api', and the ports are main/)),
  bound(workload('WhichPort', 'two ports', { ...ingressTo(), ports: { a: PortSpec.http(1), b: PortSpec.http(2) } }, /names no port, and the ports are a, b.*portName/)),
  bound(workload('WhichPort', 'no ports', { ...ingressTo(), ports: {} }, /the ports are none/)),
  bound(workload('UdpBehindApplicationLoadBalancer', 'UDP', { ...ingressTo(), ports: { main: PortSpec.udp(53) } }, /port 'main' is UDP/)),
  bound(workload('R151', 'gRPC over HTTP', { ...ingressTo(), ports: { main: PortSpec.grpc(50051) } }, /port 'main' speaks gRPC/)),
  bound(workload('R151', 'HTTP codes of gRPC', {
    ...ingressTo({ certificates: CERTIFICATES, healthCheck: { healthyHttpCodes: '200' } }), ports: { main: PortSpec.grpc(50051) },
  }, /healthCheck\.healthyHttpCodes is given, and the port 'main' speaks gRPC/)),
  bound(workload('R151', 'gRPC codes of HTTP', ingressTo({ healthCheck: { healthyGrpcCodes: '12' } }), /healthCheck\.healthyGrpcCodes is given/)),
];

const loggingRows: Row[] = [
  value('R114', 'a buffer that blocks', () => Logging.cloudWatch({ mode: ecs.AwsLogDriverMode.BLOCKING, maxBufferSize: Size.mebibytes(1) }), /maxBufferSize is given with mode BLOCKING/),
  ...[{ retention: logs.RetentionDays.ONE_DAY }, { removalPolicy: RemovalPolicy.DESTROY }].map((settings) => value('LogGroupSettings', Object.keys(settings)[0], () => {
    Logging.cloudWatch({ logGroup: logs.LogGroup.fromLogGroupName(testStack(), 'Group', 'group'), ...settings });
  }, /logGroup is given together with retention, removalPolicy or encryptionKey/)),
];

export const ingressRows: Row[] = [...healthCheckRows, ...nameRows, ...balancerRows, ...portRows, ...loggingRows];

/** A VPC whose zones and subnets only the deployment knows. */
function unknownVpc(stack: Stack): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1', availabilityZones: Fn.getAzs(), publicSubnetIds: Fn.split(',', Fn.importValue('subnets'), 2),
  });
}

export const rightIngresses: RightRow[] = [
  ['subnets that are known later', () => service((stack) => ({ ...ingressTo(), platform: devPlatform(stack, { vpc: unknownVpc(stack) }) }))],
  ['a health check at its least', () => Ingress.applicationLoadBalancer({
    healthCheck: { interval: Duration.seconds(5), timeout: Duration.seconds(2), healthyThresholdCount: 2, unhealthyThresholdCount: 2, path: '/', port: '1' },
  })],
  ['a health check at its greatest', () => Ingress.applicationLoadBalancer({
    healthCheck: {
      interval: Duration.seconds(300),
      timeout: Duration.seconds(120),
      healthyThresholdCount: 10,
      unhealthyThresholdCount: 10,
      path: `/${'a'.repeat(1023)}`,
      port: '65535',
      healthyHttpCodes: '200,204-299,499',
      healthyGrpcCodes: '0,99',
    },
  })],
  ['delays at their ends', () => [0, 3600].map((s) => Ingress.applicationLoadBalancer({ deregistrationDelay: Duration.seconds(s) }))],
  ['idle timeouts at their ends', () => [1, 4000].map((s) => Ingress.applicationLoadBalancer({ idleTimeout: Duration.seconds(s) }))],
  ['five names, six wildcards and 128 characters', () => {
    Ingress.applicationLoadBalancer({ hosts: ['*.a', '*.b', '*.c', '*.d', '?*.e'] });
    return Ingress.applicationLoadBalancer({ hosts: [`${'a'.repeat(126)}.b`] });
  }],
  ['a wildcard as an alias', () => Ingress.applicationLoadBalancer(domain({ aliases: ['*.example.com'] }))],
  ['the name of the zone', () => service((stack) => ingressTo(domain({ name: 'Example.com' }, stack)))],
  ['no redirect where there is no HTTPS', () => Ingress.applicationLoadBalancer({ redirectHttp: false })],
  ['a certificate whose ARN is none', () => testService(
    ingressTo({ certificates: [elbv2.ListenerCertificate.fromArn('mine')] }), testStack({ region: 'eu-west-1' }),
  )],
];
