import { aws_ecs as ecs, aws_iam as iam, aws_lambda as lambda, aws_s3 as s3, Size, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ContainerDaemon, ContainerPlatform, ContainerService, Deployment, DeploymentHook, InstancePool, Profile, Storage, WorkQueue } from '../../src';
import { devPlatform, IMAGE, templateOf, testStack } from '../support/builders';

const MANAGED = Profile.development({ managedPolicies: true, ownKeys: true });

/** A service and a daemon with all that asks something of their roles. */
function workloads(stack: Stack, profile: Profile): ContainerService {
  const platform = new ContainerPlatform(stack, 'Platform', {
    profile, pools: { web: InstancePool.autoScalingGroup({ instanceTypes: ['c7g.large'], managedTerminationProtection: true }) },
  });
  const probe = lambda.Function.fromFunctionArn(stack, 'Probe', 'arn:aws:lambda:eu-west-1:111111111111:function:probe');
  new ContainerDaemon(stack, 'Agent', { platform, image: IMAGE, pool: 'web' });
  return new ContainerService(stack, 'Worker', {
    platform,
    image: IMAGE,
    queues: { orders: WorkQueue.create() },
    storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(20) }) },
    deployment: Deployment.blueGreen({ hooks: { probe: DeploymentHook.lambdaFunction(probe, [ecs.DeploymentLifecycleStage.POST_SCALE_UP]) } }),
  });
}

/** Those of aws-cdk-lib's own functions are not of this library. */
function inlinePolicies(template: Template): string[] {
  const roles = template.findResources('AWS::IAM::Role', { Properties: { Policies: Match.anyValue() } });
  return [...Object.keys(template.findResources('AWS::IAM::Policy')), ...Object.keys(roles)].filter((id) => !/^Custom/.test(id));
}

test('no role has an inline policy, whatever is asked of it', () => {
  const stack = testStack();
  const service = workloads(stack, MANAGED);
  new s3.Bucket(stack, 'Bucket').grantRead(service.taskRole);
  const template = templateOf(stack);
  expect(inlinePolicies(template)).toEqual([]);
  // Execution and task roles, those for volumes and of the hook, of the daemon, the instances and the protection.
  expect(Object.keys(template.findResources('AWS::IAM::ManagedPolicy'))).toHaveLength(7);
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    Roles: [{ Ref: Match.stringLikeRegexp('WorkerTaskRole') }],
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['s3:GetObject*']) })]) },
  });
});

test('the service is made after all that its roles may do', () => {
  const stack = testStack();
  workloads(stack, MANAGED);
  const template = templateOf(stack);
  const policies = Object.keys(template.findResources('AWS::IAM::ManagedPolicy')).filter((id) => id.startsWith('Worker'));
  expect(policies).toHaveLength(4);
  template.hasResource('AWS::ECS::Service', { DependsOn: Match.arrayWith(policies.sort()) });
});

test('elsewhere policies are inline', () => {
  const stack = testStack();
  workloads(stack, Profile.development({ ownKeys: true }));
  const template = templateOf(stack);
  template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
  expect(inlinePolicies(template)).toHaveLength(7);
});

test('a service has its own profile', () => {
  const stack = testStack();
  const platform = devPlatform(stack);
  for (const [id, profile] of [['Strict', MANAGED], ['Loose', undefined]] as const) { new ContainerService(stack, id, { platform, image: IMAGE, profile }); }
  const template = templateOf(stack);
  expect(inlinePolicies(template)).toEqual([expect.stringMatching(/^LooseExecutionRole/)]);
  expect(Object.keys(template.findResources('AWS::IAM::ManagedPolicy'))).toEqual([expect.stringMatching(/^StrictExecutionRole/)]);
});

test('a role of yours stays as it is', () => {
  const stack = testStack();
  const taskRole = new iam.Role(stack, 'Mine', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
  new ContainerService(stack, 'Worker', {
    platform: devPlatform(stack, { profile: MANAGED }), image: IMAGE, taskRole, queues: { orders: WorkQueue.create() },
  });
  expect(inlinePolicies(templateOf(stack))).toEqual([expect.stringMatching(/^MineDefaultPolicy/)]);
});

test('what is granted twice is granted, and who asks can wait for it', () => {
  const { taskRole } = workloads(testStack(), MANAGED);
  const results = ['s3:GetObject', 's3:PutObject'].map((action) => taskRole.addToPrincipalPolicy(new iam.PolicyStatement({ actions: [action], resources: ['*'] })));
  expect(results.map(({ statementAdded }) => statementAdded)).toEqual([true, true]);
  expect(results[0].policyDependable).toBeInstanceOf(iam.ManagedPolicy);
  expect(results[1].policyDependable).toBe(results[0].policyDependable);
});
