import { App, aws_ecs as ecs, aws_iam as iam, aws_lambda as lambda, Stack, Tags } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { ContainerService, Deployment, DeploymentHook, IDeploymentHook } from '../../src';
import { devPlatform, IMAGE, templateOf, testApp, testService, testStack } from '../support/builders';

const { PRE_SCALE_UP, POST_TEST_TRAFFIC_SHIFT } = ecs.DeploymentLifecycleStage;

function handler(stack: Stack, id: string = 'Check'): lambda.Function {
  return new lambda.Function(stack, id, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('//') });
}

function hooked(stack: Stack = testStack()): ContainerService {
  const smoke = DeploymentHook.lambdaFunction(handler(stack), [POST_TEST_TRAFFIC_SHIFT, PRE_SCALE_UP]);
  return testService({ deployment: Deployment.blueGreen({ hooks: { smoke } }) }, stack);
}

test('it says what it is', () => {
  expect(DeploymentHook.lambdaFunction(handler(testStack()), [PRE_SCALE_UP]).deploymentHookKind).toBe('lambdaFunction');
});

test('ECS calls the function at its stages, by a role that may call nothing else', () => {
  const template = templateOf(hooked());
  template.hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: {
      LifecycleHooks: [{
        HookTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Check'), 'Arn'] },
        LifecycleStages: ['POST_TEST_TRAFFIC_SHIFT', 'PRE_SCALE_UP'],
        RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WebDeploymentsmokeRole'), 'Arn'] },
      }],
    },
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [{
        Action: 'lambda:InvokeFunction',
        Effect: 'Allow',
        Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Check'), 'Arn'] },
      }],
    },
    Roles: [{ Ref: Match.stringLikeRegexp('^WebDeploymentsmokeRole') }],
  });
});

test('the role is there at once, with tags, and the service waits for what it may do', () => {
  const service = hooked();
  Tags.of(service).add('team', 'a');
  const template = templateOf(service);
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: { Statement: [Match.objectLike({ Principal: { Service: 'ecs.amazonaws.com' } })] },
    Tags: [{ Key: 'team', Value: 'a' }],
  });
  template.hasResource('AWS::ECS::Service', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^WebDeploymentsmokeRoleDefaultPolicy')]) });
});

test('hooks are called in the order of their names, whatever that of the map', () => {
  const stack = testStack();
  const [a, b] = ['A', 'B'].map((id) => DeploymentHook.lambdaFunction(handler(stack, id), [PRE_SCALE_UP]));
  templateOf(testService({ deployment: Deployment.blueGreen({ hooks: { b, a } }) }, stack)).hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: { LifecycleHooks: ['^A', '^B'].map((id) => Match.objectLike({ HookTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp(id), 'Arn'] } })) },
  });
});

test('a function of another stack closes no circle', () => {
  const app: App = testApp();
  const functions = new Stack(app, 'Functions');
  const smoke = DeploymentHook.lambdaFunction(handler(functions), [PRE_SCALE_UP]);
  const stack = testStack(undefined, app);
  testService({ deployment: Deployment.blueGreen({ hooks: { smoke } }) }, stack);
  expect(() => app.synth()).not.toThrow();
  expect(stack.dependencies).toEqual([functions]);
});

test('a hook of the user\'s own is called like ours', () => {
  const stack = testStack();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com') });
  const own: IDeploymentHook = {
    deploymentHookKind: 'own',
    bind: () => ({ target: { bind: () => ({ targetArn: 'arn:aws:lambda:us-east-1:111111111111:function:f', role, lifecycleStages: [PRE_SCALE_UP] }) } }),
  };
  const service = new ContainerService(stack, 'Web', { image: IMAGE, platform: devPlatform(stack), deployment: Deployment.blueGreen({ hooks: { own } }) });
  templateOf(service).hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: { LifecycleHooks: [Match.objectLike({ HookTargetArn: Match.stringLikeRegexp(':f$') })] } });
});
