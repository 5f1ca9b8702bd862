import { aws_cloudwatch as cloudwatch, aws_ec2 as ec2, aws_ecs as ecs, aws_logs as logs, Duration, Stack } from 'aws-cdk-lib';
import { ContainerService, Deployment, Ingress, RollbackAlarm } from 'cdk-stevedore';

/** A web service whose next version is looked at on a port of its own, gets all traffic at once, and goes back by itself if an alarm goes off. */
export function blueGreenAlarms(stack: Stack): void {
  const web = new ContainerService(stack, 'Web', {
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    ingress: Ingress.applicationLoadBalancer(),
    deployment: Deployment.blueGreen({
      bakeTime: Duration.minutes(15),
      testPort: 8080,
      testAllowFrom: [ec2.Peer.ipv4('203.0.113.0/24')],
      rollbackAlarms: {
        errors: RollbackAlarm.http5xx({ percent: 5, minRequests: 20 }),
        unhealthy: RollbackAlarm.unhealthyTargets(),
        cpu: RollbackAlarm.cpu({ percent: 80 }),
        crashes: RollbackAlarm.logPattern(logs.FilterPattern.anyTerm('[emerg]', '[alert]', '[crit]')),
      },
    }),
  });

  web.addRollbackAlarm(new cloudwatch.Alarm(stack, 'WebMemory', {
    metric: web.metricMemoryUtilization({ period: Duration.minutes(1) }),
    threshold: 80,
    evaluationPeriods: 3,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  }));
}
