import { AppProps, aws_ecs as ecs, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { ALL_PACKS, findingsOf, packsFor } from './findings';
import { tableOf } from './page';
import { SCENARIOS } from './scenarios';
import { testApp } from '../support/builders';
import { IS_PINNED } from '../support/pinned';

/** The only example on the development profile, which is not made to pass. */
const ON_DEVELOPMENT = /^two-stacks /;

/** The only one on the preview profile, which is development with shorter logs. */
const ON_PREVIEW = /^preview-environment /;

/** Wants the newest runtime that aws-cdk-lib knows: functions of the examples have the newest of the pinned one. The library makes no function. */
const NEWEST_RUNTIME = 'AwsSolutions-L1';

test.each(Object.entries(SCENARIOS))('%s: the validator of aws-cdk-lib and cdk-nag find nothing', (name, build) => {
  const heading = [ON_DEVELOPMENT, ON_PREVIEW].some((example) => example.test(name)) ? 'The development and preview profiles' : undefined;
  const expected = heading ? tableOf(heading).map(([rule, type]) => `${rule} ${type}`) : [];
  const found = findingsOf(build, packsFor(name)).filter(({ rule }) => IS_PINNED || rule !== NEWEST_RUNTIME).map(({ rule, type }) => `${rule} ${type}`);
  expect([...new Set(found)].sort()).toEqual(expected.sort());
}, 60_000);

test('the packs for audits find what production leaves to the regulated profile', () => {
  const rules = findingsOf(SCENARIOS['queue-worker in us-east-1'], ALL_PACKS).map(({ rule }) => rule);
  const packs = ['HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'];
  const expected = ['CloudWatchLogGroupEncrypted', 'IAMNoInlinePolicy'].flatMap((rule) => packs.map((pack) => `${pack}-${rule}`));
  expect(rules).toEqual(expect.arrayContaining(expected));
}, 60_000);

test('both find what is wrong', () => {
  const build = (props: AppProps) => {
    const app = testApp(props);
    const stack = new Stack(app, 'Bad');
    new s3.CfnBucket(stack, 'Bucket');
    new ecs.CfnTaskDefinition(stack, 'Task', { cpu: '300', memory: '512', requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc' });
    return app;
  };
  expect(findingsOf(build)).toEqual(expect.arrayContaining([
    { plugin: 'AwsSolutions', rule: 'AwsSolutions-S10', path: 'Bad/Bucket', type: 'AWS::S3::Bucket' },
    { plugin: 'CloudFormation Validate', rule: 'E3047', path: 'Bad/Task', type: 'AWS::ECS::TaskDefinition' },
  ]));
}, 60_000);
