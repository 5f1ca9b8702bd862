import { aws_iam as iam, aws_kms as kms, Size, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ContainerPlatform, ContainerService, Profile, Storage } from '../../src';
import { IMAGE, templateOf, testApp, testService, testStack } from '../support/builders';
import { cycleBetween } from '../support/cycles';
import { Stacks } from '../support/stacks';

const KEY_ARN = 'arn:aws:kms:us-east-1:111111111111:key/00000000-0000-0000-0000-000000000000';
const VIA_EBS = {
  'StringLike': { 'kms:ViaService': { 'Fn::Join': ['', ['ec2.', { Ref: 'AWS::Region' }, '.amazonaws.com*']] } },
  'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': 'aws:ebs:id' },
};
const DATA_KEYS = ['kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'];

function encrypted(stack: Stack, encryptionKey: kms.IKey, snapshotId?: string): Template {
  const storage = { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(20), encryptionKey, snapshotId }) };
  return templateOf(testService({ storage }, stack));
}

/** What the role may do with the key. */
function statements(dataKeys: string[], more: object): object[] {
  return [
    { Action: 'kms:DescribeKey' },
    { Action: dataKeys, Condition: VIA_EBS },
    { Action: 'kms:CreateGrant', Condition: { ...VIA_EBS, Bool: { 'kms:GrantIsForAWSResource': true } } },
  ].map((statement) => ({ Effect: 'Allow', ...statement, ...more }));
}

function hasGrants(template: Template, key: unknown, dataKeys: string[] = DATA_KEYS): void {
  template.hasResourceProperties('AWS::IAM::Policy', {
    Roles: [{ Ref: Match.stringLikeRegexp('StoragedataRole') }],
    PolicyDocument: { Statement: statements(dataKeys, { Resource: key }) },
  });
}

test('the volume is encrypted with the key, and the role may use it for EBS alone', () => {
  const stack = testStack();
  const key = new kms.Key(stack, 'Key');
  const template = encrypted(stack, key);
  template.hasResourceProperties('AWS::ECS::Service', { VolumeConfigurations: [{ ManagedEBSVolume: { KmsKeyId: stack.resolve(key.keyId) } }] });
  hasGrants(template, stack.resolve(key.keyArn));
});

test('the service is made after what is granted to the role', () => {
  const stack = testStack();
  const template = encrypted(stack, new kms.Key(stack, 'Key'));
  const policies = Object.keys(template.findResources('AWS::IAM::Policy', { Properties: { Roles: [{ Ref: Match.stringLikeRegexp('StoragedataRole') }] } }));
  template.hasResource('AWS::ECS::Service', { DependsOn: Match.arrayWith(policies) });
});

test('a copy of a snapshot is encrypted anew', () => {
  const stack = testStack();
  const key = new kms.Key(stack, 'Key');
  hasGrants(encrypted(stack, key, 'snap-0a'), stack.resolve(key.keyArn), [...DATA_KEYS, 'kms:ReEncryptFrom', 'kms:ReEncryptTo']);
});

test('a key of the stack whose policy admits nobody admits the role', () => {
  const stack = testStack();
  const administration = new iam.PolicyStatement({ actions: ['kms:Put*'], principals: [new iam.AccountRootPrincipal()], resources: ['*'] });
  encrypted(stack, new kms.Key(stack, 'Key', { policy: new iam.PolicyDocument({ statements: [administration] }) })).hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: {
      Statement: [
        Match.objectLike({ Action: 'kms:Put*' }),
        ...statements(DATA_KEYS, { Principal: { AWS: { 'Fn::GetAtt': [Match.stringLikeRegexp('StoragedataRole'), 'Arn'] } }, Resource: '*' }),
      ],
    },
  });
});

test('a key that was imported is granted by its ARN', () => {
  const stack = testStack();
  const template = encrypted(stack, kms.Key.fromKeyArn(stack, 'Key', KEY_ARN));
  template.hasResourceProperties('AWS::ECS::Service', { VolumeConfigurations: [{ ManagedEBSVolume: { KmsKeyId: KEY_ARN.split('/')[1] } }] });
  hasGrants(template, KEY_ARN);
});

test('an alias stands for its key', () => {
  const stack = testStack();
  const key = new kms.Key(stack, 'Key');
  const template = encrypted(stack, new kms.Alias(stack, 'Alias', { aliasName: 'mine', targetKey: key }));
  template.hasResourceProperties('AWS::ECS::Service', { VolumeConfigurations: [{ ManagedEBSVolume: { KmsKeyId: stack.resolve(key.keyId) } }] });
  hasGrants(template, stack.resolve(key.keyArn));
});

test('a key of another stack does not wait for the service', () => {
  const app = testApp();
  const keys = new Stack(app, 'Keys');
  encrypted(new Stack(app, 'Stack'), new kms.Key(keys, 'Key'));
  expect(keys.dependencies).toEqual([]);
  expect(cycleBetween(Stacks.of(app))).toBeUndefined();
});

test('one key serves services of several stacks', () => {
  const app = testApp();
  const shared = new Stack(app, 'Shared');
  const platform = new ContainerPlatform(shared, 'Platform', { profile: Profile.development() });
  const data = Storage.ebs({ mountPath: '/data', size: Size.gibibytes(20), encryptionKey: new kms.Key(shared, 'Key') });
  for (const id of ['A', 'B']) { new ContainerService(new Stack(app, id), 'Web', { platform, image: IMAGE, storage: { data } }); }
  new ContainerService(shared, 'Web', { platform, image: IMAGE, storage: { data } });
  expect(cycleBetween(Stacks.of(app))).toBeUndefined();
});

test('nothing is granted without a key', () => {
  const template = templateOf(testService({ storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(1) }) } }));
  template.resourcePropertiesCountIs('AWS::IAM::Policy', { Roles: [{ Ref: Match.stringLikeRegexp('StoragedataRole') }] }, 0);
});
