import { createContext, runInContext } from 'node:vm';
import { RELEASE_CODE } from '../../src/capacity/pool/protection-code';

interface Instance { readonly InstanceId: string; readonly ProtectedFromScaleIn: boolean }

interface Sent { readonly command: string; readonly input: { readonly [name: string]: unknown } }

/** Runs the function as CloudFormation does, and returns what it sent to Auto Scaling and to CloudFormation. */
async function run(requestType: string, instances: Instance[] | undefined, fails = false): Promise<{ sent: Sent[]; answers: unknown[] }> {
  const sent: Sent[] = [];
  const answers: unknown[] = [];
  const command = (name: string) => class { public readonly command = name; constructor(public readonly input: Sent['input']) {} };
  const sdk = {
    AutoScalingClient: class {
      public async send({ command: name, input }: Sent): Promise<object> {
        sent.push({ command: name, input });
        if (fails) { throw new Error('no permission'); }
        return { AutoScalingGroups: instances ? [{ Instances: instances }] : [] };
      }
    },
    DescribeAutoScalingGroupsCommand: command('describe'),
    SetInstanceProtectionCommand: command('protect'),
    UpdateAutoScalingGroupCommand: command('update'),
  };
  const exported: { handler?: (event: object) => Promise<void> } = {};
  const fetch = async (url: string, { method, body }: { method: string; body: Buffer }) => {
    answers.push([url, method, JSON.parse(body.toString())]);
  };
  runInContext(RELEASE_CODE, createContext({ require: () => sdk, exports: exported, fetch, Buffer, JSON, console: { error: () => undefined } }));
  await exported.handler!({
    RequestType: requestType,
    ResponseURL: 'https://answer',
    StackId: 's',
    RequestId: 'r',
    LogicalResourceId: 'l',
    ResourceProperties: { AutoScalingGroupName: 'group' },
  });
  return { sent, answers };
}

const SUCCESS = [['https://answer', 'PUT', { Status: 'SUCCESS', StackId: 's', RequestId: 'r', LogicalResourceId: 'l', PhysicalResourceId: 'group' }]];

test.each(['Create', 'Update'])('on %s nothing is done', async (requestType) => {
  expect(await run(requestType, [{ InstanceId: 'i-1', ProtectedFromScaleIn: true }])).toEqual({ sent: [], answers: SUCCESS });
});

test('on deletion the protection is lifted, of the instances that have it', async () => {
  const { sent, answers } = await run('Delete', [{ InstanceId: 'i-1', ProtectedFromScaleIn: true }, { InstanceId: 'i-2', ProtectedFromScaleIn: false }]);
  expect(sent).toEqual([
    { command: 'describe', input: { AutoScalingGroupNames: ['group'] } },
    { command: 'update', input: { AutoScalingGroupName: 'group', NewInstancesProtectedFromScaleIn: false } },
    { command: 'protect', input: { AutoScalingGroupName: 'group', InstanceIds: ['i-1'], ProtectedFromScaleIn: false } },
  ]);
  expect(answers).toEqual(SUCCESS);
});

test('Auto Scaling takes 50 instances at once', async () => {
  const instances = Array.from({ length: 101 }, (_, index) => ({ InstanceId: `i-${index}`, ProtectedFromScaleIn: true }));
  const { sent } = await run('Delete', instances);
  expect(sent.filter(({ command }) => command === 'protect').map(({ input }) => (input.InstanceIds as string[]).length)).toEqual([50, 50, 1]);
});

test('a group that is gone, or a failure, stops no deletion', async () => {
  expect((await run('Delete', undefined)).answers).toEqual(SUCCESS);
  expect((await run('Delete', [], true)).answers).toEqual(SUCCESS);
});
