import { aws_elasticloadbalancingv2 as elbv2, Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ApplicationTargetOptions, ContainerServiceProps, Ingress, PortSpec } from '../../src';
import { templateOf, testService } from '../support/builders';

const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const CERTIFICATES = [elbv2.ListenerCertificate.fromArn('arn:aws:acm:eu-west-1:123456789012:certificate/1')];

function web(options: ApplicationTargetOptions = {}, props: Partial<ContainerServiceProps> = {}): Template {
  return templateOf(testService({ ingress: Ingress.applicationLoadBalancer(options), ...props }));
}

/** The ports of the tasks that the load balancer reaches, by the rules of their security group. */
function openPorts(template: Template): unknown[] {
  return Object.values(template.findResources('AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => Properties.FromPort);
}

test('targets are addresses, checked each 10 seconds and drained for 30', () => {
  web().hasResourceProperties(TARGET_GROUP, {
    TargetType: 'ip',
    Protocol: 'HTTP',
    Port: 80,
    HealthCheckPath: '/',
    HealthCheckIntervalSeconds: 10,
    HealthCheckTimeoutSeconds: 5,
    HealthyThresholdCount: 2,
    UnhealthyThresholdCount: 3,
    Matcher: { HttpCode: '200-399' },
    TargetGroupAttributes: Match.arrayWith([{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }]),
  });
});

test.each<[string, elbv2.HealthCheck, object]>([
  ['path', { path: '/health' }, { HealthCheckPath: '/health', HealthCheckIntervalSeconds: 10 }],
  ['interval', { interval: Duration.seconds(20) }, { HealthCheckIntervalSeconds: 20, HealthCheckTimeoutSeconds: 5 }],
  ['timeout', { timeout: Duration.seconds(9) }, { HealthCheckTimeoutSeconds: 9, HealthCheckIntervalSeconds: 10 }],
  ['healthyThresholdCount', { healthyThresholdCount: 5 }, { HealthyThresholdCount: 5 }],
  ['unhealthyThresholdCount', { unhealthyThresholdCount: 5 }, { UnhealthyThresholdCount: 5 }],
  ['healthyHttpCodes', { healthyHttpCodes: '204' }, { Matcher: { HttpCode: '204' } }],
  ['port', { port: '8081' }, { HealthCheckPort: '8081' }],
  ['protocol', { protocol: elbv2.Protocol.HTTPS }, { HealthCheckProtocol: 'HTTPS' }],
  ['entries that are undefined', { path: undefined, interval: undefined, healthyHttpCodes: undefined }, { HealthCheckPath: '/', HealthCheckIntervalSeconds: 10 }],
])('the health check has the %s that is given', (_, healthCheck, expected) => {
  web({ healthCheck }).hasResourceProperties(TARGET_GROUP, expected);
});

test('deregistrationDelay reaches the target group', () => {
  web({ deregistrationDelay: Duration.seconds(0) }).hasResourceProperties(TARGET_GROUP, {
    TargetGroupAttributes: Match.arrayWith([{ Key: 'deregistration_delay.timeout_seconds', Value: '0' }]),
  });
});

test.each([
  ['the only one', { web: PortSpec.http(8080) }, undefined, 8080],
  ['main', { admin: PortSpec.http(8081), main: PortSpec.http(8080) }, undefined, 8080],
  ['the one that is named', { admin: PortSpec.http(8081), main: PortSpec.http(8080) }, 'admin', 8081],
])('traffic goes to %s of the ports', (_, ports, portName, ContainerPort) => {
  const template = web({ portName }, { ports });
  template.hasResourceProperties('AWS::ECS::Service', { LoadBalancers: [Match.objectLike({ ContainerName: 'main', ContainerPort })] });
  expect(openPorts(template)).toEqual([ContainerPort]);
});

test('without a port, traffic goes to port 80', () => {
  web().hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ PortMappings: [{ Name: 'main', ContainerPort: 80, Protocol: 'tcp', AppProtocol: 'http' }] })],
  });
});

test('the load balancer reaches the tasks, and they nobody new', () => {
  web({}, { port: 8080 }).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    IpProtocol: 'tcp',
    FromPort: 8080,
    ToPort: 8080,
    GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WebSecurityGroup'), 'GroupId'] },
    SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WebIngress'), 'GroupId'] },
  });
});

test.each([
  ['another port', '9000', [80, 9000]],
  ['the port of the traffic', '80', [80]],
  ['traffic-port', 'traffic-port', [80]],
])('health checks on %s find it open', (_, port, expected) => {
  expect(openPorts(web({ healthCheck: { port } })).sort()).toEqual(expected.sort());
});

test('a gRPC port has a gRPC target group', () => {
  const ingress = Ingress.applicationLoadBalancer({ certificates: CERTIFICATES, healthCheck: { healthyGrpcCodes: '0' } });
  templateOf(testService({ ports: { main: PortSpec.grpc(50051) }, ingress })).hasResourceProperties(TARGET_GROUP, {
    ProtocolVersion: 'GRPC',
    HealthCheckPath: '/AWS.ALB/healthcheck',
    Matcher: { GrpcCode: '0', HttpCode: Match.absent() },
  });
});

test.each([
  ['a minute', {}, {}, 60],
  ['as long as a target takes to be unhealthy', { healthCheck: { interval: Duration.seconds(30) } }, {}, 90],
  ['what is given', {}, { healthCheckGracePeriod: Duration.minutes(5) }, 300],
])('the grace period is %s', (_, options, props, HealthCheckGracePeriodSeconds) => {
  web(options, props).hasResourceProperties('AWS::ECS::Service', { HealthCheckGracePeriodSeconds });
});
