import {
  aws_cloudwatch as cloudwatch, aws_ec2 as ec2, aws_ecs as ecs, aws_lambda as lambda, aws_logs as logs, CfnOutput, Duration, Stack,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  ContainerPlatform, ContainerService, Deployment, DeploymentHook, Ingress, IRollbackAlarm, Profile, RollbackAlarm, RollbackAlarmConfig,
  RollbackAlarmContext,
} from '../../src';

const IMAGE = ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29');

/** Deployments that shift traffic, on a platform of another repository. */
export function createTills(stack: Stack): void {
  const platform = ContainerPlatform.fromPublished(stack, 'Platform', 'depot', {
    profile: Profile.development(), availabilityZones: 2, taskSubnetType: ec2.SubnetType.PUBLIC,
  });
  const probe = new lambda.Function(stack, 'Probe', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline("exports.handler = async () => ({ hookStatus: 'SUCCEEDED' });"),
  });
  const payments = new cloudwatch.Metric({ namespace: 'Tills', metricName: 'FailedPayments' });
  const unpaid = payments.createAlarm(stack, 'Unpaid', { threshold: 5, evaluationPeriods: 1 });

  const till = new ContainerService(stack, 'Till', {
    platform,
    image: IMAGE,
    ingress: Ingress.applicationLoadBalancer(),
    deployment: Deployment.canary({
      percent: 12.5,
      canaryBakeTime: Duration.minutes(15),
      bakeTime: Duration.minutes(20),
      circuitBreaker: { enable: true, rollback: true },
      testHeader: 'x-version: next',
      hooks: {
        probe: DeploymentHook.lambdaFunction(probe, [
          ecs.DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT, ecs.DeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT,
        ]),
        audit: DeploymentHook.lambdaFunction(probe, [ecs.DeploymentLifecycleStage.POST_PRODUCTION_TRAFFIC_SHIFT]),
      },
      rollbackAlarms: {
        errors: RollbackAlarm.http5xx({ percent: 2, minRequests: 50, evaluationPeriods: 2 }),
        cpu: RollbackAlarm.cpu({ percent: 80, period: Duration.minutes(2) }),
        panics: RollbackAlarm.logPattern(logs.FilterPattern.literal('panic'), { count: 3, period: Duration.minutes(5) }),
        payments: RollbackAlarm.existing(unpaid),
        slow: new SlowAnswers(Duration.seconds(2)),
      },
    }),
  });
  const busy = till.metricMemoryUtilization().createAlarm(stack, 'Busy', { threshold: 90, evaluationPeriods: 3 });
  till.addRollbackAlarm(busy);
  new cloudwatch.CompositeAlarm(stack, 'Trouble', { alarmRule: cloudwatch.AlarmRule.anyOf(...till.alarms) });
  new CfnOutput(stack, 'NextTargetGroup', { value: till.alternateTargetGroup().targetGroupArn });
  new CfnOutput(stack, 'TillUrl', { value: till.ingressUrl('main') });

  new ContainerService(stack, 'Kiosk', {
    platform,
    image: IMAGE,
    ingress: Ingress.applicationLoadBalancer(),
    deployment: Deployment.blueGreen({
      bakeTime: Duration.minutes(30),
      testPort: 8443,
      testAllowFrom: [ec2.Peer.ipv4('203.0.113.0/24'), till.securityGroup],
      rollbackAlarms: { unhealthy: RollbackAlarm.unhealthyTargets({ count: 2 }), memory: RollbackAlarm.memory() },
    }),
  });
  new ContainerService(stack, 'Scale', {
    platform,
    image: IMAGE,
    ingress: Ingress.applicationLoadBalancer(),
    deployment: Deployment.linear({ stepPercent: 20, stepBakeTime: Duration.minutes(3) }),
  });
}

/** An alarm that the library does not have: how long the slowest in a hundred requests takes. */
class SlowAnswers implements IRollbackAlarm {
  public readonly rollbackAlarmKind = 'slowAnswers';

  constructor(private readonly limit: Duration) {}

  public bind(scope: Construct, context: RollbackAlarmContext): RollbackAlarmConfig {
    const names = Object.keys(context.targetGroups).sort();
    return {
      alarms: names.map((name) => {
        const answers = context.targetGroups[name].metrics.targetResponseTime({ statistic: 'p99' });
        return answers.createAlarm(scope, name, { threshold: this.limit.toSeconds(), evaluationPeriods: 3 });
      }),
    };
  }
}
