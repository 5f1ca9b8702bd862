import { aws_ecs as ecs, aws_logs as logs, aws_servicediscovery as cloudmap, Size } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Capacity, ContainerDaemon, ContainerPlatform, ContainerService, Deployment, Discovery, Ingress, InstancePool, Profile, RollbackAlarm, Storage, TaskEvents, WorkQueue } from '../../src';
import { IMAGE, templateOf, testStack } from '../support/builders';
import { CfnTemplate } from '../support/template';

/** All that a stack can have that would outlive it. */
function template(profile: Profile): Template {
  const stack = testStack();
  const platform = new ContainerPlatform(stack, 'Platform', {
    profile,
    execEnabled: true,
    taskEvents: TaskEvents.stoppedTasks(),
    externalMachines: true,
    publishAs: 'shared',
    namespaceName: 'shop.internal',
    namespaceType: cloudmap.NamespaceType.DNS_PRIVATE,
    pools: {
      web: InstancePool.autoScalingGroup({ instanceTypes: ['c7g.large'], managedTerminationProtection: true }),
      managed: InstancePool.managedInstances(),
    },
  });
  new ContainerService(stack, 'Web', {
    platform,
    image: IMAGE,
    ingress: Ingress.applicationLoadBalancer({ accessLogs: true }),
    queues: { orders: WorkQueue.create(), first: WorkQueue.create({ fifo: true }) },
    storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(20) }) },
    deployment: Deployment.canary({ rollbackAlarms: { errors: RollbackAlarm.logPattern(logs.FilterPattern.literal('ERROR')) } }),
  });
  new ContainerService(stack, 'Ledger', { platform, image: IMAGE, port: 8080, discovery: Discovery.cloudMap() });
  new ContainerService(stack, 'Batch', { platform, image: IMAGE, capacity: Capacity.pool('web'), networkMode: ecs.NetworkMode.BRIDGE });
  new ContainerService(stack, 'Managed', { platform, image: IMAGE, capacity: Capacity.pool('managed'), networkMode: ecs.NetworkMode.HOST });
  new ContainerDaemon(stack, 'Agent', { platform, image: IMAGE, pool: 'web' });
  new ContainerDaemon(stack, 'ManagedAgent', { platform, image: IMAGE, pool: 'managed' });
  return templateOf(stack);
}

/** What CloudFormation leaves alone when the stack goes, or when something takes its place. */
function retained({ Resources = {} }: CfnTemplate): string[] {
  return Object.entries(Resources).filter(([, resource]) => {
    const { DeletionPolicy, UpdateReplacePolicy } = resource as { DeletionPolicy?: string; UpdateReplacePolicy?: string };
    return [DeletionPolicy, UpdateReplacePolicy].some((policy) => policy !== undefined && policy !== 'Delete');
  }).map(([id]) => id);
}

/** Functions without a log group of the stack's own get one from AWS Lambda, which stays. */
function functionsWithoutLogs(subject: Template): string[] {
  return Object.entries(subject.findResources('AWS::Lambda::Function')).filter(([, { Properties }]) => !Properties.LoggingConfig).map(([id]) => id);
}

test('nothing of a preview is retained', () => {
  expect(retained(template(Profile.preview()).toJSON() as CfnTemplate)).toEqual([]);
});

test('with own keys, flow logs and a web ACL neither', () => {
  const everything = { ownKeys: true, webAcl: true, flowLogs: true, accessLogs: true, managedPolicies: true };
  expect(retained(template(Profile.preview(everything)).toJSON() as CfnTemplate)).toEqual([]);
});

test('a preview without a bucket has no function whose log group would stay', () => {
  const stack = testStack();
  const platform = new ContainerPlatform(stack, 'Platform', { profile: Profile.preview() });
  new ContainerService(stack, 'Web', { platform, image: IMAGE, ingress: Ingress.applicationLoadBalancer() });
  expect(functionsWithoutLogs(templateOf(stack))).toEqual([]);
  expect(functionsWithoutLogs(template(Profile.development())).length).toBeGreaterThan(0);
});

test('its buckets are emptied before they go', () => {
  template(Profile.preview()).resourceCountIs('Custom::S3AutoDeleteObjects', 1);
});

test('production retains', () => {
  expect(retained(template(Profile.production()).toJSON() as CfnTemplate)).toEqual(expect.arrayContaining([
    expect.stringMatching(/LogBucket/), expect.stringMatching(/LogGroup/), expect.stringMatching(/DeadLetterQueue/),
  ]));
});
