import { aws_ecs as ecs, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { importedVpc } from './imported-vpc';
import { ContainerPlatform, FromClusterOptions, IContainerPlatform, Ingress, Profile } from '../../src';
import { templateOf, testService, testStack } from '../support/builders';

function imported(stack: Stack, options: Partial<FromClusterOptions> = {}): IContainerPlatform {
  const vpc = importedVpc(stack, ['private', 'public']);
  const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'theirs', vpc });
  return ContainerPlatform.fromCluster(stack, 'Platform', { cluster, vpc, ...options });
}

test('the cluster is used as it is', () => {
  const stack = testStack();
  const platform = imported(stack);
  expect(platform.capacityProviders).toEqual(['FARGATE', 'FARGATE_SPOT']);
  expect(platform.profile.profileName).toBe('production');
  const template = templateOf(testService({ platform }, stack));
  template.resourceCountIs('AWS::ECS::Cluster', 0);
  template.resourceCountIs('AWS::ECS::ClusterCapacityProviderAssociations', 0);
  template.hasResourceProperties('AWS::ECS::Service', {
    Cluster: 'theirs',
    LaunchType: Match.absent(),
    NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['private-a', 'private-b'] } },
  });
});

test('a cluster of the same app knows its providers', () => {
  const stack = testStack();
  const vpc = importedVpc(stack, ['private', 'public']);
  const [bare, both] = [false, true].map((enableFargateCapacityProviders) => ContainerPlatform.fromCluster(stack, `${enableFargateCapacityProviders}`, {
    cluster: new ecs.Cluster(stack, `Cluster${enableFargateCapacityProviders}`, { vpc, enableFargateCapacityProviders }), vpc,
  }));
  expect([bare.capacityProviders, both.capacityProviders]).toEqual([[], ['FARGATE', 'FARGATE_SPOT']]);
});

test.each([
  [undefined, false],
  [ecs.ContainerInsights.DISABLED, false],
  [ecs.ContainerInsights.ENABLED, true],
  [ecs.ContainerInsights.ENHANCED, true],
])('a cluster of the same app with Container Insights %s tells so', (containerInsightsV2, measures) => {
  const stack = testStack();
  const vpc = importedVpc(stack, ['private', 'public']);
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, containerInsightsV2 });
  expect(ContainerPlatform.fromCluster(stack, 'Platform', { cluster, vpc }).containerInsights).toBe(measures);
  expect(ContainerPlatform.fromCluster(stack, 'Opposite', { cluster, vpc, containerInsights: !measures }).containerInsights).toBe(!measures);
});

test('of a cluster that was imported nobody knows whether it measures', () => {
  expect(imported(testStack()).containerInsights).toBe(false);
  expect(imported(testStack(), { containerInsights: true }).containerInsights).toBe(true);
});

test('services on a cluster without providers have a launch type', () => {
  const stack = testStack();
  templateOf(testService({ platform: imported(stack, { capacityProviders: [] }) }, stack)).hasResourceProperties('AWS::ECS::Service', {
    LaunchType: 'FARGATE',
    CapacityProviderStrategy: Match.absent(),
  });
});

test('the profile sets the defaults of its workloads', () => {
  const stack = testStack();
  const platform = imported(stack, { profile: Profile.development() });
  templateOf(testService({ platform }, stack)).hasResourceProperties('AWS::ECS::Service', {
    DesiredCount: 1,
    CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }],
  });
});

test('access logs go to the bucket that is given', () => {
  const stack = testStack();
  const logBucket = s3.Bucket.fromBucketName(stack, 'Logs', 'their-logs');
  const template = templateOf(testService({ platform: imported(stack, { logBucket }), ingress: Ingress.applicationLoadBalancer() }, stack));
  template.resourceCountIs('AWS::S3::Bucket', 0);
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    LoadBalancerAttributes: Match.arrayWith([{ Key: 'access_logs.s3.bucket', Value: 'their-logs' }]),
  });
});

test('a bucket for access logs is made when it is first asked for', () => {
  const stack = testStack();
  const platform = imported(stack);
  expect(platform.node.tryFindChild('LogBucket')).toBeUndefined();
  expect(platform.logBucket).toBe(platform.logBucket);
  templateOf(stack).resourceCountIs('AWS::S3::Bucket', 1);
});

test('the list of providers is a copy', () => {
  const platform = imported(testStack());
  platform.capacityProviders.pop();
  expect(platform.capacityProviders).toHaveLength(2);
});
