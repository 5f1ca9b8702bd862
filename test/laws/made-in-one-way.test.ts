import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { aws_kms as kms } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  Capacity, ContainerDaemon, ContainerPlatform, ContainerService, Ingress, InstancePool, Profile, Sidecar, TaskEvents, WorkQueue,
} from '../../src';
import { IMAGE, testStack } from '../support/builders';

const SRC = join(__dirname, '../../src');

function filesThatSay(pattern: RegExp): string[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.filter((file) => pattern.test(readFileSync(join(SRC, file), 'utf8'))).sort();
}

test('roles are made in one place, which knows how a profile wants their policies', () => {
  expect(filesThatSay(/new iam\.(Role|LazyRole)\(/)).toEqual(['private/roles.ts']);
});

describe('with a key of the platform', () => {
  // A file that is new here is to be tried below as well.
  test('all that makes log groups, queues and topics is known', () => {
    expect(filesThatSay(/new (logs\.(Cfn)?LogGroup|sqs\.(Cfn)?Queue|sns\.(Cfn)?Topic)\(/)).toEqual([
      'capacity/pool/protection.ts', 'logging/cloud-watch.ts', 'platform/exec/log.ts', 'platform/task-events/stopped-tasks.ts', 'platform/web-acl.ts',
      'work-queue/create.ts',
    ]);
  });

  test.each([
    ['AWS::Logs::LogGroup', 'KmsKeyId', 8],
    ['AWS::SQS::Queue', 'KmsMasterKeyId', 2],
    ['AWS::SNS::Topic', 'KmsMasterKeyId', 1],
  ])('each %s is encrypted with it', (type, property, count) => {
    const { template, keyArn } = everything();
    const resources = Object.values(template.findResources(type)) as { Properties: Record<string, unknown> }[];
    expect(resources.map(({ Properties }) => Properties[property])).toEqual(Array.from({ length: count }, () => keyArn));
  });
});

/** A platform that has all that logs and tells, and workloads that do. */
function everything(): { template: Template; keyArn: unknown } {
  const stack = testStack();
  const encryptionKey = new kms.Key(stack, 'Key');
  const platform = new ContainerPlatform(stack, 'Platform', {
    profile: Profile.regulated({ readonlyRootFilesystem: false, restrictDefaultSecurityGroup: false }),
    encryptionKey,
    execEnabled: true,
    taskEvents: TaskEvents.stoppedTasks(),
    pools: { pool: InstancePool.autoScalingGroup({ managedTerminationProtection: true }), managed: InstancePool.managedInstances() },
  });
  new ContainerService(stack, 'Web', {
    platform,
    image: IMAGE,
    ingress: Ingress.applicationLoadBalancer(),
    queues: { jobs: WorkQueue.create() },
    sidecars: { agent: Sidecar.container({ image: IMAGE }) },
  });
  new ContainerService(stack, 'Far', { platform, image: IMAGE, capacity: Capacity.external() });
  new ContainerDaemon(stack, 'Agent', { platform, image: IMAGE, pool: 'pool' });
  new ContainerDaemon(stack, 'Managed', { platform, image: IMAGE, pool: 'managed' });
  return { template: Template.fromStack(stack), keyArn: stack.resolve(encryptionKey.keyArn) };
}
