import { aws_logs as logs } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ContainerPlatform, Profile } from '../../src';
import { templateOf, testStack } from '../support/builders';

function bucketTemplate(profile: Profile): Template {
  const platform = new ContainerPlatform(testStack(), 'Platform', { profile });
  expect(platform.logBucket).toBe(platform.logBucket);
  return templateOf(platform);
}

test.each([
  ['production', Profile.production(), 'Retain', 90],
  ['development', Profile.development(), 'Delete', 7],
])('in %s, logs are kept and removed as the profile says', (_, profile, DeletionPolicy, days) => {
  bucketTemplate(profile).hasResource('AWS::S3::Bucket', {
    DeletionPolicy,
    Properties: { LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: days })] } },
  });
});

test('logs that are kept for ever do not expire', () => {
  bucketTemplate(Profile.production({ logRetention: logs.RetentionDays.INFINITE })).hasResourceProperties('AWS::S3::Bucket', {
    LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: Match.absent() })] },
  });
});

test('the bucket is encrypted, and closed to the public', () => {
  bucketTemplate(Profile.development()).hasResourceProperties('AWS::S3::Bucket', {
    BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
  });
});

test('it takes logs from load balancers and from flow logs, and nothing without TLS', () => {
  const statement = (Effect: string, Action: unknown, Principal: unknown) => Match.objectLike({ Effect, Action, Principal });
  bucketTemplate(Profile.production()).hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: {
      Statement: [
        statement('Deny', 's3:*', { AWS: '*' }),
        statement('Allow', 's3:PutObject', { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' }),
        statement('Allow', 's3:PutObject', { Service: 'delivery.logs.amazonaws.com' }),
        statement('Allow', ['s3:GetBucketAcl', 's3:ListBucket'], { Service: 'delivery.logs.amazonaws.com' }),
      ],
    },
  });
});

test('flow logs wait for the policy of their bucket', () => {
  bucketTemplate(Profile.production()).hasResource('AWS::EC2::FlowLog', {
    Properties: { LogDestinationType: 's3', TrafficType: 'ALL' },
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('LogBucketPolicy')]),
  });
});

test.each([
  ['production', Profile.production(), 0],
  ['development', Profile.development(), 1],
])('a bucket of %s that is to go is emptied first', (_, profile, count) => {
  bucketTemplate(profile).resourceCountIs('Custom::S3AutoDeleteObjects', count);
});

test.each([
  ['access logs', { flowLogs: false }, 1, 0],
  ['flow logs', { accessLogs: false }, 1, 1],
  ['neither', { flowLogs: false, accessLogs: false }, 0, 0],
])('where the profile wants %s, the platform has what that takes', (_, overrides, buckets, flowLogs) => {
  const platform = new ContainerPlatform(testStack(), 'Platform', { profile: Profile.production(overrides) });
  templateOf(platform).resourceCountIs('AWS::S3::Bucket', buckets);
  templateOf(platform).resourceCountIs('AWS::EC2::FlowLog', flowLogs);
});
