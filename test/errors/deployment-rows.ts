import { aws_cloudwatch as cloudwatch, aws_ec2 as ec2, aws_ecs as ecs, aws_lambda as lambda, aws_logs as logs, Duration, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { foreign, ingressTo, noNumbers, RightRow, Row, service, value, workload } from './row';
import { Deployment, DeploymentHook, IDeployment, IIngress, Ingress, Logging, RollbackAlarm } from '../../src';
import { importedVpc } from '../platform/imported-vpc';
import { devPlatform, testStack } from '../support/builders';

const { PRE_SCALE_UP } = ecs.DeploymentLifecycleStage;
const minutes = (count: number) => Duration.minutes(count);

function handler(stack: Stack = testStack()): lambda.IFunction {
  return lambda.Function.fromFunctionArn(stack, 'Function', 'arn:aws:lambda:us-east-1:111111111111:function:f');
}

function hooks(count: number): { [name: string]: ReturnType<typeof DeploymentHook.lambdaFunction> } {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`hook${index}`, DeploymentHook.lambdaFunction(handler(), [PRE_SCALE_UP])]));
}

/** An ingress of the user's own with some of what a load balancer has. */
function halfIngress(parts: { alternate: boolean }): IIngress {
  return {
    ingressKind: 'half',
    bind: (scope, context) => {
      const { targetGroup, alternateTargetGroup } = Ingress.applicationLoadBalancer().bind(scope, context);
      return { portName: 'main', targetGroup, ...(parts.alternate ? { alternateTargetGroup } : {}) };
    },
  };
}

function shifted(props: { deployment: IDeployment }): { deployment: IDeployment; ingress: IIngress } {
  return { ...props, ...ingressTo() };
}

/** A value of the user's own whose bind() returns nothing. */
function empty(capability: string): never {
  return { [`${capability}Kind`]: 'own', bind: () => undefined } as unknown as never;
}

const fiveHosts = { hosts: 'abcde'.split('').map((letter) => `${letter}.example.com`) };

const shiftRows: Row[] = [
  ...([0, 0.05, 100.1, 0.15, Number.NaN, -5]).map((percent) => value('R127', `a canary of ${percent} %`, () => Deployment.canary({ percent }), /percent is /)),
  ...([0, 2.9, 101, 10.05]).map((stepPercent) => value('R127', `steps of ${stepPercent} %`, () => Deployment.linear({ stepPercent }), /stepPercent is /)),
  ...[Deployment.blueGreen, Deployment.linear, Deployment.canary].flatMap((make) => [
    value('R127', 'a bake time of more than a day', () => make({ bakeTime: minutes(1441) }), /bakeTime is 1441 minutes/),
    value('R127', 'a bake time of a part of a minute', () => make({ bakeTime: Duration.seconds(90) }), /bakeTime is 90 seconds/),
  ]),
  value('R127', 'a canary watched for more than a day', () => Deployment.canary({ canaryBakeTime: minutes(1441) }), /canaryBakeTime is 1441 minutes/),
  value('R127', 'a step watched for more than a day', () => Deployment.linear({ stepBakeTime: minutes(1441) }), /stepBakeTime is 1441 minutes/),
  value('R127', 'more than 33 hours of a canary', () => Deployment.canary({ canaryBakeTime: minutes(1440), bakeTime: minutes(541) }), /wait 1981 minutes: 1 of 1440 and the bakeTime of 541/),
  value('R127', 'more than 33 hours of steps', () => Deployment.linear({ stepPercent: 11, stepBakeTime: minutes(220), bakeTime: minutes(10) }), /wait 1990 minutes: 9 of 220/),
  value('CircuitBreaker', 'off, with rollback, where traffic is shifted', () => Deployment.canary({ circuitBreaker: { enable: false, rollback: true } }), /circuitBreaker has enable: false/),
  value('R83', 'a test port of 0', () => Deployment.blueGreen({ testPort: 0 }), /testPort is 0/),
  value('TestTraffic', 'port and header', () => Deployment.blueGreen({ testPort: 8080, testHeader: 'a: b' }), /testPort and testHeader are both given/),
  value('TestTraffic', 'peers without a port', () => Deployment.blueGreen({ testAllowFrom: [ec2.Peer.anyIpv4()] }), /testAllowFrom is given, and testPort is not/),
  value('TestTraffic', 'no peers', () => Deployment.blueGreen({ testPort: 8080, testAllowFrom: [] }), /testAllowFrom is an empty list/),
  ...['Host: a.example.com', 'x_version: a', 'x*: a', 'x-version', 'x version: a', 'x-version:', ': a', `${'x'.repeat(41)}: a`, `x: ${'a'.repeat(129)}`]
    .map((testHeader) => value('TestTraffic', `the header '${testHeader.slice(0, 12)}'`, () => Deployment.canary({ testHeader }), /testHeader is '/)),
  workload('TestTraffic', 'a port without a load balancer', { deployment: Deployment.blueGreen({ testPort: 8080 }) }, /testPort is given, and the service has no ingress/),
  workload('TestTraffic', 'a header and an ingress that makes no rule', {
    deployment: ownDeployment('x: y'), ingress: halfIngress({ alternate: true }),
  }, /testHeader is given, and the ingress makes no rule/),
  workload('NoAlternateTargetGroup', 'one target group', { deployment: Deployment.canary(), ingress: halfIngress({ alternate: false }) }, /has no alternateTargetGroup/),
  workload('NoAlternateTargetGroup', 'no rule', { deployment: Deployment.canary(), ingress: halfIngress({ alternate: true }) }, /has no listenerRule/),
  {
    ...workload('AllowFrom', 'a test port in a VPC without addresses', (stack) => ({
      platform: devPlatform(stack, { vpc: importedVpc(stack, ['public'], { vpcCidrBlock: undefined }) }),
      ...shifted({ deployment: Deployment.blueGreen({ testPort: 8080 }) }),
    }), /testAllowFrom is left out, and the VPC was imported without its addresses/),
    path: 'Stack/Web/Ingress/main/Public',
  },
  { ...workload('R144', 'the port of the traffic', shifted({ deployment: Deployment.blueGreen({ testPort: 80 }) }), /testPort is 80, on which/), path: 'Stack/Web/Ingress/main/Public' },
  {
    ...workload('R146', 'a header beside five hosts', { deployment: Deployment.canary({ testHeader: 'x: y' }), ...ingressTo(fiveHosts) }, /testHeader is given, and the service answers to 5/),
    path: 'Stack/Web/Ingress/main/Public',
  },
];

function ownDeployment(testHeader: string): IDeployment {
  return { deploymentKind: 'own', bind: () => ({ minHealthyPercent: 100, maxHealthyPercent: 200, testHeader }) };
}

const hookRows: Row[] = [
  value('DeploymentHook', 'no stage', () => DeploymentHook.lambdaFunction(handler(), []), /A hook has no stages/),
  value('DeploymentHook', 'a stage twice', () => DeploymentHook.lambdaFunction(handler(), [PRE_SCALE_UP, PRE_SCALE_UP]), /A hook has PRE_SCALE_UP twice/),
  value('DeploymentHook', 'a stage that is none', () => DeploymentHook.lambdaFunction(handler(), ['SCALE_UP' as ecs.DeploymentLifecycleStage]), /the unknown stage 'SCALE_UP'/),
  value('DeploymentHook', 'eleven', () => Deployment.canary({ hooks: hooks(11) }), /hooks has 11 entries/),
  { ...workload('NotAValue', 'an alarm as a hook', { deployment: Deployment.blueGreen({ hooks: { x: foreign('rollbackAlarm') } }) }, /hooks\.x is a rollbackAlarm value/), path: 'Stack/Web/Deployment' },
];

const { http5xx, unhealthyTargets, cpu, memory } = RollbackAlarm;
const inAlarms = (row: Row): Row => ({ ...row, path: 'Stack/Web/RollbackAlarms/x' });

const alarmRows: Row[] = [
  ...[http5xx, unhealthyTargets, cpu, memory].flatMap((make) => [
    ...[Duration.seconds(30), Duration.seconds(90), Duration.hours(2)].map((period) => value('RollbackAlarm', `${make.name} each ${period.toSeconds()} s`, () => make({ period }), /period is \d+ seconds/)),
    ...noNumbers('RollbackAlarm', 'evaluationPeriods', (evaluationPeriods) => make({ evaluationPeriods })),
  ]),
  value('RollbackAlarm', 'no per cent of errors', () => http5xx({ percent: 0 }), /percent is 0/),
  value('RollbackAlarm', 'all per cent of errors and one', () => http5xx({ percent: 101 }), /percent is 101/),
  value('RollbackAlarm', 'a number that is not known', () => http5xx({ minRequests: Lazy.number({ produce: () => 5 }) }), /minRequests is known only/),
  ...noNumbers('RollbackAlarm', 'minRequests', (minRequests) => http5xx({ minRequests })),
  ...noNumbers('RollbackAlarm', 'count', (count) => unhealthyTargets({ count })),
  ...noNumbers('RollbackAlarm', 'count', (count) => RollbackAlarm.logPattern(logs.FilterPattern.literal('x'), { count })),
  value('RollbackAlarm', 'more than a day', () => cpu({ period: Duration.hours(1), evaluationPeriods: 25 }), /evaluationPeriods is 25/),
  ...[Deployment.rolling, Deployment.blueGreen].map((make) => value('RollbackAlarm', 'no name', () => make({ rollbackAlarms: { '': cpu() } }), /a key of rollbackAlarms is ''/)),
  value('DeploymentHook', 'no name', () => Deployment.canary({ hooks: { '': Object.values(hooks(1))[0] } }), /a key of hooks is ''/),
  value('TestTraffic', 'a header that is not known', () => Deployment.canary({ testHeader: Fn.importValue('header') }), /testHeader is known only/),
  ...([
    ['capacity', 'compatibility'], ['deployment', 'maxHealthyPercent'], ['scaling', 'minTasks'],
  ] as const).map(([prop, part]) => workload('NotAValue', `a ${prop} that decides nothing`, { [prop]: empty(prop) }, new RegExp(`bind\\(\\) of ${prop} returned no ${part}`))),
  workload('NotAValue', 'a queue that decides nothing', { queues: { x: empty('workQueue') } }, /bind\(\) of queues\.x returned no queue/),
  workload('NotAValue', 'an alarm that decides nothing', { deployment: Deployment.rolling({ rollbackAlarms: { x: empty('rollbackAlarm') } }) }, /bind\(\) of rollbackAlarms\.x returned no alarms/),
  {
    ...workload('NotAValue', 'a hook that decides nothing', { deployment: Deployment.blueGreen({ hooks: { x: empty('deploymentHook') } }) }, /bind\(\) of hooks\.x returned no target/),
    path: 'Stack/Web/Deployment',
  },
  value('RollbackAlarm', 'no CPU', () => cpu({ percent: 0 }), /percent is 0/),
  ...[Deployment.blueGreen, Deployment.canary, Deployment.linear].map((make) => value(
    'RollbackAlarmsIgnored', 'no time to go off',
    () => make({ bakeTime: minutes(0), canaryBakeTime: minutes(0), stepBakeTime: minutes(0), rollbackAlarms: { x: cpu() } } as object), /waits at no step/,
  )),
  inAlarms(workload('RollbackAlarmSource', 'errors without a load balancer', { deployment: Deployment.rolling({ rollbackAlarms: { x: http5xx() } }) }, /kind http5xx watches target groups/)),
  inAlarms(workload('RollbackAlarmSource', 'targets without a load balancer', { deployment: Deployment.rolling({ rollbackAlarms: { x: unhealthyTargets() } }) }, /kind unhealthyTargets/)),
  inAlarms(workload('RollbackAlarmSource', 'lines without a log group', {
    logging: Logging.none(), deployment: Deployment.rolling({ rollbackAlarms: { x: RollbackAlarm.logPattern(logs.FilterPattern.literal('x')) } }),
  }, /kind logPattern reads a log group/)),
  workload('NotAValue', 'a hook as an alarm', { deployment: Deployment.rolling({ rollbackAlarms: { x: foreign('deploymentHook') } }) }, /rollbackAlarms\.x is a deploymentHook value/),
];

export const deploymentRows: Row[] = [...shiftRows, ...hookRows, ...alarmRows];

export const rightDeployments: RightRow[] = [
  ['33 hours', () => Deployment.canary({ canaryBakeTime: minutes(1440), bakeTime: minutes(540) })],
  ['ten hooks', () => Deployment.canary({ hooks: hooks(10) })],
  ['the longest header', () => service(shifted({ deployment: Deployment.canary({ testHeader: `${'x'.repeat(40)}:${'a'.repeat(128)}` }) }))],
  ['alarms with a canary that is watched', () => Deployment.canary({ bakeTime: minutes(0), rollbackAlarms: { x: cpu() } })],
  ['one group where nothing is shifted', () => service({ ingress: halfIngress({ alternate: false }) })],
  ['an alarm twice', () => service((stack) => {
    const existing = RollbackAlarm.existing(cloudwatch.Alarm.fromAlarmArn(stack, 'Alarm', 'arn:aws:cloudwatch:us-east-1:111111111111:alarm:a'));
    return { deployment: Deployment.rolling({ rollbackAlarms: { a: existing, b: existing } }) };
  })],
];
