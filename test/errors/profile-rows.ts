import { aws_acmpca as acmpca, aws_kms as kms, aws_logs as logs, Fn, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { balancer, ingressTo, RightRow, Row, value } from './row';
import type { WarningRow } from './warning-rows';
import { ContainerPlatform, Discovery, Ingress, Logging, Profile, TaskEvents, WorkQueue } from '../../src';
import { importedVpc } from '../platform/imported-vpc';
import { devPlatform, testService, testStack } from '../support/builders';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111111111111:key/1';
const WEB_ACL = 'arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/mine/1';

function alias(stack: Stack = testStack()): kms.IKey {
  return kms.Alias.fromAliasName(stack, 'Alias', 'alias/mine');
}

function authority(): acmpca.ICertificateAuthority {
  return acmpca.CertificateAuthority.fromCertificateAuthorityArn(testStack(), 'Ca', 'arn:aws:acm-pca:eu-west-1:111111111111:certificate-authority/1');
}

/** A platform in a VPC that exists, whose key is what is given. */
function platformWith(keyIn: (stack: Stack) => kms.IKey): ContainerPlatform {
  const stack = testStack();
  return devPlatform(stack, { vpc: importedVpc(stack, ['public']), encryptionKey: keyIn(stack) });
}

const imported = (stack: Stack) => kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);

/** A platform in Ireland, whose key is what is given. */
function inIreland(keyIn: (stack: Stack) => kms.IKey): ContainerPlatform {
  const stack = testStack({ region: 'eu-west-1', account: '111111111111' });
  return devPlatform(stack, { encryptionKey: keyIn(stack) });
}

function wrongKey(name: string, keyIn: (stack: Stack) => kms.IKey, says: RegExp): Row {
  return { code: 'EncryptionKey', name, act: () => inIreland(keyIn), says, path: 'Stack/Platform' };
}

const keyOf = (arn: string) => (stack: Stack) => kms.Key.fromKeyArn(stack, 'Key', arn);
const IN_OHIO = keyOf(KEY_ARN.replace('eu-west-1', 'us-east-2'));

/** Those that look at the region of what they encrypt. */
const ENCRYPTED: [name: string, path: string, act: (stack: Stack, key: kms.IKey) => unknown][] = [
  ['of a log group', 'Stack/Web/Logging', (stack, encryptionKey) => testService({ logging: Logging.cloudWatch({ encryptionKey }) }, stack)],
  ['of stopped tasks', 'Stack/Platform/TaskEvents', (stack, encryptionKey) => devPlatform(stack, { taskEvents: TaskEvents.stoppedTasks({ encryptionKey }) })],
  ['of a published platform', 'Stack/Shared', (stack, encryptionKey) => ContainerPlatform.fromPublished(stack, 'Shared', 'shared', { encryptionKey })],
];

/** A service in a region, whose load balancer has a web ACL of Ireland. */
function protectedIn(region: string): Construct {
  return testService(ingressTo({ webAcl: WEB_ACL }), testStack({ region, account: '111111111111' }));
}

export const profileRows: Row[] = [
  ...[0, 2, 366, Number.NaN].flatMap((days): Row[] => [
    value('LogRetention', `a profile with ${days} days`, () => Profile.regulated({ logRetention: days }), new RegExp(`logRetention is ${days} days`)),
    value('LogRetention', `a log group with ${days} days`, () => Logging.cloudWatch({ retention: days }), new RegExp(`retention is ${days} days`)),
    value('LogRetention', `stopped tasks with ${days} days`, () => TaskEvents.stoppedTasks({ logRetention: days }), new RegExp(`logRetention is ${days} days`)),
  ]),
  value('KeyAlias', 'of a log group', () => Logging.cloudWatch({ encryptionKey: alias() }), /encryptionKey is an alias/),
  value('KeyAlias', 'of a queue', () => WorkQueue.create({ encryptionKey: alias() }), /encryptionKey is an alias/),
  value('KeyAlias', 'of Service Connect', () => Discovery.serviceConnect({ tls: { certificateAuthority: authority(), encryptionKey: alias() } }), /encryptionKey is an alias/),
  value('KeyAlias', 'of stopped tasks', () => TaskEvents.stoppedTasks({ encryptionKey: alias() }), /encryptionKey is an alias/),
  { code: 'KeyAlias', name: 'of a platform', act: () => platformWith(alias), says: /encryptionKey is an alias/, path: 'Stack/Platform' },
  {
    code: 'KeyAlias',
    name: 'of a published platform',
    path: 'Stack/Shared',
    says: /encryptionKey is an alias/,
    act: () => { const stack = testStack(); return ContainerPlatform.fromPublished(stack, 'Shared', 'shared', { encryptionKey: alias(stack) }); },
  },
  wrongKey('of another region', IN_OHIO, /encryptionKey is in us-east-2, and what it is to encrypt in eu-west-1/),
  wrongKey('of two kinds', (stack) => new kms.Key(stack, 'Key', { keySpec: kms.KeySpec.RSA_2048, keyUsage: kms.KeyUsage.ENCRYPT_DECRYPT }), /encryptionKey is of the kind RSA_2048/),
  wrongKey('of several regions', (stack) => new kms.Key(stack, 'Key', { multiRegion: true }), /encryptionKey is a multi-Region key/),
  wrongKey('of several regions that exists', keyOf(KEY_ARN.replace('key/', 'key/mrk-')), /encryptionKey is a multi-Region key/),
  ...ENCRYPTED.map(([name, path, act]): Row => ({
    code: 'EncryptionKey',
    name: `of another region, ${name}`,
    path,
    says: /encryptionKey is in us-east-2/,
    act: () => { const stack = testStack({ region: 'eu-west-1', account: '111111111111' }); return act(stack, IN_OHIO(stack)); },
  })),
  ...['', 'mine', WEB_ACL.replace('regional', 'global'), 'arn:aws:waf-regional:eu-west-1:111111111111:webacl/1']
    .map((webAcl) => balancer('WebAcl', `'${webAcl}'`, { webAcl }, /webAcl is '/)),
  {
    code: 'WebAcl',
    name: 'of another region',
    act: () => protectedIn('us-east-1'),
    says: /webAcl is in eu-west-1, and the load balancer in us-east-1/,
    path: 'Stack/Web/Ingress/main/Public',
  },
];

export const rightProfiles: RightRow[] = [
  ['logs that are kept for ever', () => Profile.preview({ logRetention: logs.RetentionDays.INFINITE })],
  ['a web ACL by its ARN', () => Ingress.applicationLoadBalancer({ webAcl: WEB_ACL })],
  ['a web ACL of China', () => Ingress.applicationLoadBalancer({ webAcl: WEB_ACL.replace('arn:aws:', 'arn:aws-cn:') })],
  ['a key of the region', () => inIreland(keyOf(KEY_ARN))],
  ['a symmetric key that says so', () => inIreland((stack) => new kms.Key(stack, 'Key', { keySpec: kms.KeySpec.SYMMETRIC_DEFAULT, multiRegion: false }))],
  ['a key that is known later', () => inIreland((stack) => kms.Key.fromKeyArn(stack, 'Key', Fn.importValue('key')))],
  ['a web ACL of the region', () => protectedIn('eu-west-1')],
  ['a web ACL that is known later', () => Ingress.applicationLoadBalancer({ webAcl: Fn.importValue('acl') })],
];

/** A service whose log group has a key of its own. */
function logging(keyIn: (stack: Stack) => kms.IKey): Construct {
  const stack = testStack();
  return testService({ logging: Logging.cloudWatch({ encryptionKey: keyIn(stack) }) }, stack).node.findChild('Logging');
}

export const profileWarnings: WarningRow[] = [
  { code: 'KeyPolicy', name: 'of a platform', act: () => platformWith(imported), says: 'encryptionKey is a key that was imported' },
  { code: 'KeyPolicy', name: 'of a log group', act: () => logging(imported), says: 'encryptionKey is a key that was imported' },
];

export const quietProfiles: [name: string, act: () => Construct][] = [
  ['a key of the app', () => platformWith((stack) => new kms.Key(stack, 'Key'))],
  ['a log group with a key of the app', () => logging((stack) => new kms.Key(stack, 'Key'))],
  ['a key of the platform\'s own', () => devPlatform(testStack(), { profile: Profile.regulated() })],
  ['the key of a published platform', () => ContainerPlatform.fromPublished(testStack(), 'Platform', 'shared', { profile: Profile.regulated() })],
];
