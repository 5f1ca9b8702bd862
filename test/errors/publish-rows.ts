import { Aws, aws_s3 as s3, Environment, Stack, Stage } from 'aws-cdk-lib';
import { RightRow, Row } from './row';
import { ContainerPlatform, FromPublishedOptions, IContainerPlatform } from '../../src';
import { importedVpc } from '../platform/imported-vpc';
import { devPlatform, testApp, testStack } from '../support/builders';

/** A platform of another repository, by name. */
function published(name: string, options: FromPublishedOptions = {}, stack: Stack = testStack()): IContainerPlatform {
  return ContainerPlatform.fromPublished(stack, 'Platform', name, options);
}

/** Two platforms that are published by one name. */
function publishedTwice(...envs: Environment[]): void {
  const app = testApp();
  envs.forEach((env, index) => devPlatform(new Stack(app, `Stack${index}`, { env }), { publishAs: 'shared' }));
}

export const publishRows: Row[] = [
  ...['', 'a/b', 'ä', 'a'.repeat(256), Aws.STACK_NAME].flatMap((name): Row[] => [
    { code: 'PublishAs', name: `publishAs '${name.slice(0, 9)}'`, act: () => devPlatform(testStack(), { publishAs: name }), says: /publishAs is /, path: 'Stack/Platform' },
    { code: 'PublishAs', name: `the name '${name.slice(0, 9)}'`, act: () => published(name), says: /name is /, path: 'Stack/Platform' },
  ]),
  { code: 'PublishedTwice', name: 'in one environment', act: () => publishedTwice({}, {}), says: /publishAs is 'shared', as is that of 'Stack0\/Platform'/, path: 'Stack1/Platform' },
  {
    code: 'PublishedTwice',
    name: 'in two stages of one environment',
    act: () => {
      const [app, env] = [testApp(), { account: '123456789012', region: 'eu-west-1' }];
      for (const id of ['A', 'B']) { devPlatform(testStack(env, new Stage(app, id)), { vpc: importedVpc(new Stack(app, `${id}Vpc`), ['public']), publishAs: 'shared' }); }
    },
    says: /as is that of 'A\/Stack\/Platform'/,
    path: 'B/Stack/Platform',
  },
  { code: 'AvailabilityZones', name: 'none of a published platform', act: () => published('shared', { availabilityZones: 0 }), says: /availabilityZones is 0/, path: 'Stack/Platform' },
  {
    code: 'LogBucketKey',
    name: 'a key of yours beside a published platform',
    act: () => { const stack = testStack(); published('shared', { logBucket: new s3.Bucket(stack, 'Logs', { encryption: s3.BucketEncryption.KMS }) }, stack); },
    says: /logBucket is encrypted/,
    path: 'Stack/Platform',
  },
];

export const rightPublished: RightRow[] = [
  ['one name in two regions', () => publishedTwice({ region: 'eu-west-1' }, { region: 'us-east-1' })],
  ['one name in two stages that have no environment', () => {
    const app = testApp();
    for (const id of ['A', 'B']) { devPlatform(testStack(undefined, new Stage(app, id)), { publishAs: 'shared' }); }
  }],
  ['a name of 255 characters', () => published('a'.repeat(255))],
];
