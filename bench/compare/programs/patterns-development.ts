import { aws_ec2 as ec2, aws_ecs as ecs, aws_ecs_patterns as patterns, aws_logs as logs, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';

export function build(stack: Stack): void {
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
  const logGroup = new logs.LogGroup(stack, 'Logs', { retention: logs.RetentionDays.ONE_WEEK, removalPolicy: RemovalPolicy.DESTROY });

  const web = new patterns.ApplicationLoadBalancedFargateService(stack, 'Web', {
    cluster: new ecs.Cluster(stack, 'Cluster', { vpc, enableFargateCapacityProviders: true }),
    capacityProviderStrategies: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
    assignPublicIp: true,
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    circuitBreaker: { rollback: true },
    taskImageOptions: {
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
      logDriver: ecs.LogDrivers.awsLogs({ streamPrefix: 'web', logGroup }),
    },
  });
  web.targetGroup.setAttribute('deregistration_delay.timeout_seconds', '30');
  web.targetGroup.configureHealthCheck({ interval: Duration.seconds(10), timeout: Duration.seconds(5), healthyThresholdCount: 2 });
}
