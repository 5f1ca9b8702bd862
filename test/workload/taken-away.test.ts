import { aws_ec2 as ec2, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, aws_lambda as lambda, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Deployment, DeploymentHook, Ingress, Storage } from '../../src';
import { templateOf, testService, testStack } from '../support/builders';

const SERVICE = 'AWS::ECS::Service';

test('what a service does not have is said to be gone: left out, ECS would keep it', () => {
  templateOf(testService()).hasResourceProperties(SERVICE, {
    LoadBalancers: [], VolumeConfigurations: [], DeploymentConfiguration: Match.objectLike({ LifecycleHooks: [] }),
  });
});

test('what it has is there', () => {
  const stack = testStack();
  const handler = lambda.Function.fromFunctionArn(stack, 'Function', 'arn:aws:lambda:us-east-1:111111111111:function:f');
  const service = testService({
    ingress: Ingress.applicationLoadBalancer(),
    storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(1) }) },
    deployment: Deployment.canary({ hooks: { check: DeploymentHook.lambdaFunction(handler, [ecs.DeploymentLifecycleStage.PRE_SCALE_UP]) } }),
  }, stack);
  templateOf(service).hasResourceProperties(SERVICE, {
    LoadBalancers: [Match.anyValue()],
    VolumeConfigurations: [Match.anyValue()],
    DeploymentConfiguration: Match.objectLike({ LifecycleHooks: [Match.anyValue()] }),
  });
});

test('what a user adds by L2 is there, too', () => {
  const stack = testStack();
  const service = testService({ port: 80 }, stack);
  const vpc = service.platform.vpc as ec2.Vpc;
  const listener = new elbv2.ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc }).addListener('Listener', { port: 80 });
  listener.addTargets('Targets', { port: 80, targets: [service.service.loadBalancerTarget({ containerName: 'main' })] });
  templateOf(service).hasResourceProperties(SERVICE, { LoadBalancers: [Match.objectLike({ ContainerName: 'main' })] });
});
