import { Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { ContainerPlatform, Ingress, Profile } from '../../src';
import { templateOf, testApp, testService, testStack } from '../support/builders';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const BUCKET = { Ref: Match.stringLikeRegexp('^PlatformLogBucket') };

function logsTo(bucket: unknown): object {
  return {
    LoadBalancerAttributes: Match.arrayWith([{ Key: 'access_logs.s3.enabled', Value: 'true' }, { Key: 'access_logs.s3.bucket', Value: bucket }]),
  };
}

test.each([
  ['a region', { region: 'eu-west-1', account: '123456789012' }],
  ['no region', undefined],
])('in production requests are logged, in a stack with %s', (_, env) => {
  const stack = testStack(env);
  const platform = new ContainerPlatform(stack, 'Platform');
  templateOf(testService({ platform, ingress: Ingress.applicationLoadBalancer() }, stack)).hasResource(LOAD_BALANCER, {
    Properties: logsTo(BUCKET),
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('LogBucketPolicy')]),
  });
});

test.each([
  ['not, in development', undefined, Profile.development(), 0],
  ['if asked for in development', true, Profile.development(), 1],
  ['not, if not wanted in production', false, Profile.production(), 0],
])('requests are logged: %s', (_, accessLogs, profile, count) => {
  const stack = testStack();
  const platform = new ContainerPlatform(stack, 'Platform', { profile });
  const template = templateOf(testService({ platform, ingress: Ingress.applicationLoadBalancer({ accessLogs }) }, stack));
  expect(Object.keys(template.findResources(LOAD_BALANCER, { Properties: logsTo(BUCKET) }))).toHaveLength(count);
});

test('the bucket stays in the stack of the platform', () => {
  const app = testApp();
  const platform = new ContainerPlatform(new Stack(app, 'Shared'), 'Platform', { profile: Profile.development() });
  const service = testService({ platform, ingress: Ingress.applicationLoadBalancer({ accessLogs: true }) }, new Stack(app, 'Own'));
  templateOf(platform).resourceCountIs('AWS::S3::Bucket', 1);
  templateOf(service).resourceCountIs('AWS::S3::Bucket', 0);
  templateOf(service).hasResourceProperties(LOAD_BALANCER, logsTo(Match.anyValue()));
});
