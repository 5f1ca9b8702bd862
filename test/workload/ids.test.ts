import { aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, Duration } from 'aws-cdk-lib';
import { ApplicationLoadBalancerOptions, Capacity, ContainerServiceProps, Deployment, Ingress, Logging, PortSpec, Scaling, Visibility } from '../../src';
import { templateOf, testService } from '../support/builders';

function idsOf(props: Partial<ContainerServiceProps>): Map<string, string> {
  const { Resources } = templateOf(testService(props)).toJSON();
  return new Map(Object.entries<{ Type: string }>(Resources).map(([id, { Type }]) => [id, Type]));
}

const SECURE: ApplicationLoadBalancerOptions = { certificates: [elbv2.ListenerCertificate.fromArn('arn:aws:acm:eu-west-1:123456789012:certificate/1')] };

test.each<[string, Partial<ContainerServiceProps>]>([
  ['size', { cpu: 1024, memoryMiB: 4096, ephemeralStorageGiB: 50, architecture: ecs.CpuArchitecture.ARM64 }],
  ['names', { containerName: 'web', family: 'shop', serviceName: 'shop' }],
  ['ports', { ports: { main: PortSpec.http(80), admin: PortSpec.http(8081) } }],
  ['process', { command: ['a'], entryPoint: ['b'], user: '1000', workingDirectory: '/srv', environment: { A: '1' }, stopTimeout: Duration.seconds(60) }],
  ['healthCheck', { healthCheck: { command: ['true'] }, healthCheckGracePeriod: Duration.minutes(5) }],
  ['capacity', { capacity: Capacity.fargate() }],
  ['logging', { logging: Logging.cloudWatch({ streamPrefix: 'x' }) }],
  ['deployment', { deployment: Deployment.recreate() }],
  ['scaling', { scaling: Scaling.automatic({ min: 1, max: 3 }) }],
  ['ingress', { ingress: Ingress.applicationLoadBalancer() }],
])('giving %s moves no id', (_, props) => {
  const after = idsOf(props);
  const moved = [...idsOf({})].filter(([id, type]) => after.get(id) !== type);
  expect(moved).toEqual([]);
});

test.each<[string, ApplicationLoadBalancerOptions]>([
  ['HTTPS', SECURE],
  ['HTTPS alone', { ...SECURE, redirectHttp: false }],
  ['a health check on another port', { healthCheck: { port: '9000' } }],
  ['access logs', { accessLogs: true }],
])('%s moves nothing of the load balancer but its listener', (_, options) => {
  const after = idsOf({ ingress: Ingress.applicationLoadBalancer(options) });
  const moved = [...idsOf({ ingress: Ingress.applicationLoadBalancer() })].filter(([id]) => !after.has(id)).map(([, type]) => type);
  expect(moved.filter((type) => type !== 'AWS::ElasticLoadBalancingV2::Listener')).toEqual([]);
});

test('another visibility is another load balancer, with all that belongs to it', () => {
  const after = idsOf({ ingress: Ingress.applicationLoadBalancer({ visibility: Visibility.INTERNAL }) });
  const kept = [...idsOf({ ingress: Ingress.applicationLoadBalancer() })].filter(([id]) => after.has(id)).map(([, type]) => type);
  expect(kept.filter((type) => type.startsWith('AWS::ElasticLoadBalancingV2'))).toEqual([]);
});
