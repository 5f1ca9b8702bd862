import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aws_ecs as ecs, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, Duration, Stack } from 'aws-cdk-lib';
import { ContainerService, Deployment, DeploymentHook, Ingress, RollbackAlarm } from 'cdk-stevedore';

const TEST_HEADER = 'x-version: next';

/** A web service whose next version gets a tenth of the traffic first. A function probes it before each step. */
export function canaryHooks(stack: Stack): void {
  const probe = createProbe(stack);
  const { POST_TEST_TRAFFIC_SHIFT, PRODUCTION_TRAFFIC_SHIFT } = ecs.DeploymentLifecycleStage;

  const web = new ContainerService(stack, 'Web', {
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    ingress: Ingress.applicationLoadBalancer(),
    deployment: Deployment.canary({
      percent: 10,
      canaryBakeTime: Duration.minutes(10),
      bakeTime: Duration.minutes(10),
      testHeader: TEST_HEADER,
      hooks: { probe: DeploymentHook.lambdaFunction(probe, [POST_TEST_TRAFFIC_SHIFT, PRODUCTION_TRAFFIC_SHIFT]) },
      rollbackAlarms: { errors: RollbackAlarm.http5xx() },
    }),
  });

  // The service waits for the function, and so the function must learn of the service afterwards.
  probe.addEnvironment('URL', web.ingressUrl('main'));
}

/** Outside of any VPC it reaches what the internet reaches, and may do nothing in AWS but write its log. */
function createProbe(stack: Stack): lambda.Function {
  const logGroup = new logs.LogGroup(stack, 'ProbeLogs', { retention: logs.RetentionDays.THREE_MONTHS });
  const role = new iam.Role(stack, 'ProbeRole', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  return new lambda.Function(stack, 'Probe', {
    runtime: lambda.Runtime.PYTHON_3_14,
    architecture: lambda.Architecture.ARM_64,
    handler: 'index.handler',
    code: lambda.Code.fromInline(readFileSync(join(__dirname, 'probe.py'), 'utf8')),
    timeout: Duration.minutes(2),
    environment: { TEST_HEADER },
    role,
    logGroup,
  });
}
