import {
  App, aws_ec2 as ec2, aws_ecs as ecs, aws_ecs_patterns as patterns, aws_elasticloadbalancingv2 as elbv2,
  aws_iam as iam, aws_logs as logs, aws_s3 as s3, Duration, RemovalPolicy, Stack,
} from 'aws-cdk-lib';
import { IMAGE, idsOfStacks, SCALING } from './workload';

/** aws-ecs-patterns, raised to what this library does by default, as far as it goes. */
export function build(app: App, services: number): void {
  for (const [stackId, ids] of idsOfStacks(services)) {
    const stack = new Stack(app, stackId);
    const bucket = createLogBucket(stack);
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, flowLogs: { all: { destination: ec2.FlowLogDestination.toS3(bucket) } } });
    const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, containerInsightsV2: ecs.ContainerInsights.ENABLED, enableFargateCapacityProviders: true });
    for (const id of ids) { createService(stack, id, cluster, bucket); }
  }
}

function createLogBucket(stack: Stack): s3.Bucket {
  const bucket = new s3.Bucket(stack, 'LogBucket', {
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [{ expiration: Duration.days(90), abortIncompleteMultipartUploadAfter: Duration.days(7) }],
  });
  bucket.addToResourcePolicy(new iam.PolicyStatement({
    actions: ['s3:PutObject'],
    principals: [new iam.ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com')],
    resources: [bucket.arnForObjects(`AWSLogs/${stack.account}/*`)],
  }));
  return bucket;
}

function createService(stack: Stack, id: string, cluster: ecs.Cluster, bucket: s3.Bucket): void {
  const service = new patterns.ApplicationLoadBalancedFargateService(stack, id, {
    cluster,
    cpu: 256,
    memoryLimitMiB: 512,
    capacityProviderStrategies: [{ capacityProvider: 'FARGATE', weight: 1 }],
    circuitBreaker: { enable: true, rollback: true },
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    enableECSManagedTags: true,
    propagateTags: ecs.PropagatedTagSource.SERVICE,
    healthCheckGracePeriod: Duration.seconds(60),
    taskImageOptions: { image: IMAGE, logDriver: logDriverOf(stack, id) },
  });
  service.loadBalancer.setAttribute('routing.http.drop_invalid_header_fields.enabled', 'true');
  service.loadBalancer.setAttribute('access_logs.s3.enabled', 'true');
  service.loadBalancer.setAttribute('access_logs.s3.bucket', bucket.bucketName);
  configureTarget(service.targetGroup);
  const tasks: ecs.ScalableTaskCount = service.service.autoScaleTaskCount({ minCapacity: SCALING.min, maxCapacity: SCALING.max });
  tasks.scaleOnCpuUtilization('Cpu', {
    targetUtilizationPercent: SCALING.cpuPercent, scaleInCooldown: Duration.minutes(5), scaleOutCooldown: Duration.minutes(1),
  });
}

function logDriverOf(stack: Stack, id: string): ecs.LogDriver {
  const logGroup = new logs.LogGroup(stack, `${id}Logs`, { retention: logs.RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.RETAIN });
  return ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: id, mode: ecs.AwsLogDriverMode.NON_BLOCKING });
}

function configureTarget(targetGroup: elbv2.ApplicationTargetGroup): void {
  targetGroup.setAttribute('deregistration_delay.timeout_seconds', '30');
  targetGroup.configureHealthCheck({
    path: '/', interval: Duration.seconds(10), timeout: Duration.seconds(5), healthyThresholdCount: 2, unhealthyThresholdCount: 3, healthyHttpCodes: '200-399',
  });
}
