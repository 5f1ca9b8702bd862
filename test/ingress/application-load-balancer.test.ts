import { aws_ec2 as ec2, Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { ApplicationLoadBalancerOptions, ContainerPlatform, ContainerService, Ingress, Profile, Visibility } from '../../src';
import { devPlatform, templateOf, testService, testStack } from '../support/builders';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

function web(options: ApplicationLoadBalancerOptions = {}): ContainerService {
  return testService({ ingress: Ingress.applicationLoadBalancer(options) });
}

function attribute(key: string, value: unknown): object {
  return { LoadBalancerAttributes: Match.arrayWith([{ Key: key, Value: value }]) };
}

/** What the security group of the load balancer admits. */
function admitted(service: ContainerService): unknown[] {
  const groups = templateOf(service).findResources('AWS::EC2::SecurityGroup', { Properties: { GroupDescription: Match.stringLikeRegexp('^Load') } });
  return Object.values(groups)[0].Properties.SecurityGroupIngress;
}

test('it says what it is', () => {
  expect(Ingress.applicationLoadBalancer().ingressKind).toBe('applicationLoadBalancer');
});

test('by default it is public, speaks HTTP on port 80, and admits everybody', () => {
  const service = web();
  expect(admitted(service)).toEqual([expect.objectContaining({ CidrIp: '0.0.0.0/0', FromPort: 80, ToPort: 80, IpProtocol: 'tcp' })]);
  const template = templateOf(service);
  template.hasResourceProperties(LOAD_BALANCER, { Scheme: 'internet-facing', Subnets: Array(2).fill({ Ref: Match.stringLikeRegexp('PublicSubnet') }) });
  template.resourceCountIs('AWS::ElasticLoadBalancingV2::Listener', 1);
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', { Port: 80, Protocol: 'HTTP' });
});

test('what no rule takes is answered with 404, and the rule takes every path', () => {
  const template = templateOf(web());
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
    DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain', MessageBody: 'Not found' } }],
  });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', {
    Priority: 100,
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
    Actions: [Match.objectLike({ Type: 'forward', ForwardConfig: { TargetGroups: [Match.objectLike({ Weight: 100 }), Match.objectLike({ Weight: 0 })] } })],
  });
});

test('invalid headers are dropped', () => {
  templateOf(web()).hasResourceProperties(LOAD_BALANCER, attribute('routing.http.drop_invalid_header_fields.enabled', 'true'));
});

test.each([
  ['60 seconds, if unsaid', {}, '60'],
  ['what is given', { idleTimeout: Duration.seconds(4000) }, '4000'],
])('the idle timeout is %s', (_, options, value) => {
  templateOf(web(options)).hasResourceProperties(LOAD_BALANCER, attribute('idle_timeout.timeout_seconds', value));
});

test.each([[true], [false]])('deletion protection is as the profile says: %s', (deletionProtection) => {
  const stack = testStack();
  const platform = devPlatform(stack, { profile: Profile.development({ deletionProtection }) });
  templateOf(testService({ platform, ingress: Ingress.applicationLoadBalancer() }, stack))
    .hasResourceProperties(LOAD_BALANCER, attribute('deletion_protection.enabled', String(deletionProtection)));
});

test('an internal one lies in the subnets of the tasks, and admits the VPC', () => {
  const stack = testStack();
  const platform = new ContainerPlatform(stack, 'Platform');
  const service = testService({ platform, ingress: Ingress.applicationLoadBalancer({ visibility: Visibility.INTERNAL }) }, stack);
  expect(admitted(service)).toEqual([expect.objectContaining({ CidrIp: { 'Fn::GetAtt': [expect.stringContaining('Vpc'), 'CidrBlock'] }, FromPort: 80 })]);
  templateOf(service).hasResourceProperties(LOAD_BALANCER, {
    Scheme: 'internal',
    Subnets: Array(2).fill({ Ref: Match.stringLikeRegexp('PrivateSubnet') }),
  });
});

test('allowFrom admits whom it names, and nobody else', () => {
  const service = web({ allowFrom: [ec2.Peer.ipv4('192.0.2.0/24'), ec2.Peer.ipv6('2001:db8::/32')] });
  expect(admitted(service)).toEqual([
    expect.objectContaining({ CidrIp: '192.0.2.0/24', FromPort: 80 }),
    expect.objectContaining({ CidrIpv6: '2001:db8::/32', FromPort: 80 }),
  ]);
});

test('the URL is that of the load balancer, and an output', () => {
  const service = web();
  const url = { 'Fn::Join': ['', ['http://', { 'Fn::GetAtt': [Match.stringLikeRegexp('LoadBalancer'), 'DNSName'] }]] };
  templateOf(service).hasOutput('*', { Value: url, Description: 'Where Stack/Web is reached' });
  expect(service.ingressUrl('main')).toBe(service.url);
});

test('the parts that were made can be reached', () => {
  const service = web();
  expect(service.applicationLoadBalancer).toBe(service.node.findChild('Ingress').node.findAll().find((node) => node.node.id === 'LoadBalancer'));
  expect(service.targetGroup()).toBe(service.targetGroup('main'));
  expect(service.targetGroup()?.node.path).toBe('Stack/Web/Ingress/main/Public/TargetGroup');
  expect(service.alternateTargetGroup()?.node.path).toBe('Stack/Web/Ingress/main/Public/AlternateTargetGroup');
  expect(service.listenerRule()?.node.path).toBe('Stack/Web/Ingress/main/Public/Rule');
});

test('without an ingress there is neither URL nor load balancer', () => {
  const service = testService();
  expect([service.url, service.applicationLoadBalancer]).toEqual([undefined, undefined]);
  const template = templateOf(service);
  template.resourceCountIs(LOAD_BALANCER, 0);
  template.hasResourceProperties('AWS::ECS::Service', { LoadBalancers: [], HealthCheckGracePeriodSeconds: Match.absent() });
});
