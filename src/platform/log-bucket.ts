import { aws_ec2 as ec2, aws_iam as iam, aws_logs as logs, aws_s3 as s3, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Profile } from './profile/profile';
import { acknowledge, acknowledgeInPacks } from '../private/acknowledge';
import { fail } from '../private/fail';
import { tagProviders } from '../private/provider-tags';

/**
 * The bucket for access logs and flow logs. Its policy is the same for one load balancer and for a hundred, and needs no literal region: the
 * service principal of log delivery replaces the account of each region.
 */
export function createLogBucket(scope: Construct, profile: Profile): s3.Bucket {
  const bucket = new s3.Bucket(scope, 'LogBucket', {
    encryption: s3.BucketEncryption.S3_MANAGED, // load balancers write to no other
    enforceSSL: true,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: profile.removalPolicy,
    autoDeleteObjects: profile.removalPolicy === RemovalPolicy.DESTROY, // S3 deletes no bucket that holds something
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7), ...expiration(profile) }],
  });
  tagProviders(bucket);
  allowLoadBalancers(bucket);
  allowFlowLogs(bucket);
  bucket.policy!.applyRemovalPolicy(profile.removalPolicy); // a bucket that stays keeps its policy, TLS and all
  acknowledge(bucket, 'AwsSolutions-S1');
  acknowledgeInPacks(bucket, 'S3BucketLoggingEnabled', 'S3BucketReplicationEnabled', 'S3BucketVersioningEnabled', 'S3DefaultEncryptionKMS');
  return bucket;
}

/** A bucket of the user's own must be one that load balancers write to. */
export function checkKey(scope: Construct, bucket: s3.IBucket | undefined): void {
  if (!bucket?.encryptionKey) { return; }
  fail('LogBucketKey', {
    given: 'logBucket is encrypted with a key of yours',
    allowed: 'Load balancers write to buckets that are encrypted with the key of S3',
    remedy: 'Give such a bucket, or leave logBucket out',
  }, scope);
}

/** The VPC's flow logs, in the log bucket. L2's own destination writes its policy only behind a feature flag. */
export function createFlowLog(scope: Construct, vpc: ec2.IVpc, bucket: s3.IBucket): void {
  const flowLog = new ec2.FlowLog(scope, 'FlowLog', {
    resourceType: ec2.FlowLogResourceType.fromVpc(vpc),
    destination: destinationOf(bucket),
    trafficType: ec2.FlowLogTrafficType.ALL,
  });
  if (bucket.policy) { flowLog.node.addDependency(bucket.policy); }
}

/** The class is made here and not above, because to name its base loads all of aws-ec2: with the library, whether it is used or not. */
function destinationOf(s3Bucket: s3.IBucket): ec2.FlowLogDestination {
  class LogBucketDestination extends ec2.FlowLogDestination {
    public bind(): ec2.FlowLogDestinationConfig {
      return { logDestinationType: ec2.FlowLogDestinationType.S3, s3Bucket };
    }
  }
  return new LogBucketDestination();
}

function expiration(profile: Profile): { expiration?: Duration } {
  return profile.logRetention === logs.RetentionDays.INFINITE ? {} : { expiration: Duration.days(profile.logRetention) };
}

function allowLoadBalancers(bucket: s3.Bucket): void {
  bucket.addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: [bucket.arnForObjects(`AWSLogs/${Stack.of(bucket).account}/*`)],
  }));
}

function allowFlowLogs(bucket: s3.Bucket): void {
  const stack = Stack.of(bucket);
  const principals = [new iam.ServicePrincipal('delivery.logs.amazonaws.com')];
  const fromHere = {
    StringEquals: { 'aws:SourceAccount': stack.account },
    ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'logs', resource: '*' }) },
  };
  bucket.addToResourcePolicy(new iam.PolicyStatement({
    principals,
    actions: ['s3:PutObject'],
    resources: [bucket.arnForObjects(`AWSLogs/${stack.account}/*`)],
    conditions: { ...fromHere, StringEquals: { ...fromHere.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' } },
  }));
  bucket.addToResourcePolicy(new iam.PolicyStatement({
    principals,
    actions: ['s3:GetBucketAcl', 's3:ListBucket'],
    resources: [bucket.bucketArn],
    conditions: fromHere,
  }));
}
