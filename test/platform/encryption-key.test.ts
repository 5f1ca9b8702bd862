import { aws_kms as kms, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { importedVpc } from './imported-vpc';
import { ContainerPlatform, ContainerPlatformProps, ContainerService, IContainerPlatform, Ingress, Profile, Storage, WorkQueue } from '../../src';
import { devPlatform, IMAGE, templateOf, testApp, testStack } from '../support/builders';
import { cycleBetween } from '../support/cycles';
import { Stacks } from '../support/stacks';

const OWN_KEYS = Profile.development({ ownKeys: true });

/** A platform in a VPC that exists. */
function platformIn(stack: Stack, props: ContainerPlatformProps): ContainerPlatform {
  return devPlatform(stack, { vpc: importedVpc(stack, ['public', 'private']), ...props });
}

/** Whatever can be encrypted. */
function worker(scope: Stack, platform: IContainerPlatform): ContainerService {
  return new ContainerService(scope, 'Worker', {
    platform,
    image: IMAGE,
    ingress: Ingress.applicationLoadBalancer(),
    queues: { orders: WorkQueue.create() },
    storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(20) }) },
  });
}

function hasKey(template: Template, arn: unknown, id: unknown): void {
  template.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: arn });
  template.resourceCountIs('AWS::SQS::Queue', 2);
  template.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: arn, SqsManagedSseEnabled: Match.absent() });
  template.hasResourceProperties('AWS::ECS::Service', { VolumeConfigurations: [{ ManagedEBSVolume: { Encrypted: true, KmsKeyId: id } }] });
}

test('logs, queues and volumes of the workloads and the disks of Fargate are encrypted with the key', () => {
  const stack = testStack();
  const key = new kms.Key(stack, 'Key');
  const platform = platformIn(stack, { encryptionKey: key });
  worker(stack, platform);
  expect(platform.encryptionKey).toBe(key);
  const template = templateOf(stack);
  template.resourceCountIs('AWS::KMS::Key', 1);
  hasKey(template, stack.resolve(key.keyArn), stack.resolve(key.keyId));
  template.hasResourceProperties('AWS::ECS::Cluster', {
    Configuration: { ManagedStorageConfiguration: { FargateEphemeralStorageKmsKeyId: stack.resolve(key.keyId) } },
  });
});

test('the key admits the log groups of its account and region, and Fargate for the clusters of its account', () => {
  const stack = testStack();
  platformIn(stack, { encryptionKey: new kms.Key(stack, 'Key') });
  const statement = (Service: unknown, Action: unknown, Condition: object) => ({ Effect: 'Allow', Principal: { Service }, Action, Condition, Resource: '*' });
  const ofAccount = { StringEquals: { 'kms:EncryptionContext:aws:ecs:clusterAccount': [{ Ref: 'AWS::AccountId' }] } };
  templateOf(stack).hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: {
      Statement: Match.arrayWith([
        statement(
          { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]] },
          ['kms:Decrypt', 'kms:Describe*', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
          { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':*']] } } },
        ),
        Match.objectLike(statement('fargate.amazonaws.com', 'kms:GenerateDataKeyWithoutPlaintext', ofAccount)),
        Match.objectLike(statement('fargate.amazonaws.com', 'kms:CreateGrant', ofAccount)),
      ]),
    },
  });
});

test.each([
  ['retained', RemovalPolicy.RETAIN, 'Retain'],
  ['destroyed', RemovalPolicy.DESTROY, 'Delete'],
])('with a profile that wants one, the platform makes a key, which is %s as its logs are', (_, removalPolicy, DeletionPolicy) => {
  const stack = testStack();
  const platform = platformIn(stack, { profile: Profile.development({ ownKeys: true, removalPolicy }) });
  worker(stack, platform);
  const template = templateOf(stack);
  template.hasResource('AWS::KMS::Key', { Properties: { EnableKeyRotation: true }, DeletionPolicy, UpdateReplacePolicy: DeletionPolicy });
  hasKey(template, stack.resolve(platform.encryptionKey!.keyArn), stack.resolve(platform.encryptionKey!.keyId));
});

test('one that is given takes its place', () => {
  const stack = testStack();
  const platform = platformIn(stack, { profile: OWN_KEYS, encryptionKey: new kms.Key(stack, 'Mine') });
  templateOf(platform).resourceCountIs('AWS::KMS::Key', 1);
});

test('a key of a service\'s own goes before that of the platform', () => {
  const stack = testStack();
  const own = new kms.Key(stack, 'Own');
  const platform = platformIn(stack, { encryptionKey: new kms.Key(stack, 'Shared') });
  new ContainerService(stack, 'Worker', { platform, image: IMAGE, queues: { orders: WorkQueue.create({ encryptionKey: own }) } });
  templateOf(stack).allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: stack.resolve(own.keyArn) });
});

test('an alias stands for its key', () => {
  const stack = testStack();
  const key = new kms.Key(stack, 'Key');
  expect(platformIn(stack, { encryptionKey: key.addAlias('alias/mine') }).encryptionKey).toBe(key);
});

test('without a key nothing is said of keys', () => {
  const stack = testStack();
  worker(stack, platformIn(stack, {}));
  const template = templateOf(stack);
  template.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: Match.absent(), SqsManagedSseEnabled: true });
  template.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: Match.absent() });
  template.allResourcesProperties('AWS::ECS::Cluster', { Configuration: Match.absent() });
});

describe.each(['strong', 'weak'])('with %s references', (strength) => {
  test.each<[string, [key: string, platform: string, service: string]]>([
    ['one stack', ['A', 'A', 'A']],
    ['the service in a stack of its own', ['A', 'A', 'B']],
    ['the key in a stack of its own', ['A', 'B', 'B']],
    ['three stacks', ['A', 'B', 'C']],
    ['three stacks, made in another order', ['C', 'B', 'A']],
  ])('nothing waits for itself: %s', (_, places) => {
    const app = testApp({ context: { '@aws-cdk/core:defaultCrossStackReferences': strength } });
    const ids = [...new Set(places)].sort();
    const stacks = new Map(ids.map((id) => [id, new Stack(app, id)]));
    const [keys, shared, own] = places.map((id) => stacks.get(id)!);
    worker(own, platformIn(shared, { encryptionKey: new kms.Key(keys, 'Key'), profile: Profile.regulated() }));
    expect(cycleBetween(Stacks.of(app))).toBeUndefined();
    expect(shared.dependencies).toEqual(keys === shared ? [] : [keys]);
  });
});

test('the platform\'s stack exports its key and its web ACL for all services at once', () => {
  const outputs = (count: number) => {
    const app = testApp();
    const shared = new Stack(app, 'Shared');
    const platform = platformIn(shared, { profile: Profile.regulated() });
    Array.from({ length: count }, (_, index) => new ContainerService(new Stack(app, `Own${index}`), 'Worker', {
      platform, image: IMAGE, ...index > 0 ? { ingress: Ingress.applicationLoadBalancer(), queues: { orders: WorkQueue.create() } } : {},
    }));
    return Object.keys((templateOf(shared).toJSON() as { Outputs: object }).Outputs).sort();
  };
  const one = outputs(1);
  expect(outputs(3)).toEqual(one);
  expect(one.filter((id) => /EncryptionKey|WebAcl/.test(id))).toHaveLength(3);
});

test('the workloads of a cluster that exists have the key', () => {
  const stack = testStack();
  const { cluster, vpc } = platformIn(stack, {});
  const found = ContainerPlatform.fromCluster(stack, 'Found', { cluster, vpc, profile: OWN_KEYS, capacityProviders: ['FARGATE', 'FARGATE_SPOT'] });
  worker(stack, found);
  hasKey(templateOf(stack), stack.resolve(found.encryptionKey!.keyArn), stack.resolve(found.encryptionKey!.keyId));
});

test('a published platform is found with its key', () => {
  const [there, here] = [testStack(), testStack()];
  const profile = Profile.regulated();
  const platform = new ContainerPlatform(there, 'Platform', { profile, publishAs: 'shared' });
  templateOf(there).hasResourceProperties('AWS::SSM::Parameter', {
    Name: '/cdk-stevedore/shared/EncryptionKeyArn', Value: there.resolve(platform.encryptionKey!.keyArn),
  });
  worker(here, ContainerPlatform.fromPublished(here, 'Platform', 'shared', { profile }));
  const template = templateOf(here);
  const [parameter] = Object.keys(template.findParameters('*', { Default: '/cdk-stevedore/shared/EncryptionKeyArn' }));
  template.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: { Ref: parameter } });
  template.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: { Ref: parameter } });
});

test('a key that the workloads of a published platform have instead admits their log groups', () => {
  const stack = testStack();
  const key = new kms.Key(stack, 'Key');
  const platform = ContainerPlatform.fromPublished(stack, 'Platform', 'shared', { encryptionKey: key.addAlias('alias/mine') });
  expect(platform.encryptionKey).toBe(key);
  worker(stack, platform);
  templateOf(stack).hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Condition: { ArnLike: Match.objectLike({ 'kms:EncryptionContext:aws:logs:arn': Match.anyValue() }) } })]) },
  });
});
