import {
  Aws, aws_cloudwatch as cloudwatch, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, aws_lambda as lambda, aws_logs as logs, Duration,
  NestedStack, Stack,
} from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { ContainerService, Deployment, Ingress, IRollbackAlarm, RollbackAlarm } from '../../src';
import { devPlatform, IMAGE, templateOf, testApp, testService, testStack } from '../support/builders';
import { cycleIn } from '../support/cycles';

const ALARM = 'AWS::CloudWatch::Alarm';
const NAME_OF_STACK = { Ref: 'AWS::StackName' };

function watched(rollbackAlarms: { [name: string]: IRollbackAlarm }, stack: Stack = testStack()): ContainerService {
  return testService({ deployment: Deployment.canary({ rollbackAlarms }), ingress: Ingress.applicationLoadBalancer() }, stack);
}

/** An alarm on the service itself. */
function ownAlarm(service: ContainerService, scope: Stack = Stack.of(service), alarmName?: string): cloudwatch.Alarm {
  return new cloudwatch.Alarm(scope, 'Own', { alarmName, metric: service.metricCpuUtilization(), threshold: 1, evaluationPeriods: 1 });
}

function alarmNames(service: ContainerService): unknown {
  const [resource] = Object.values(templateOf(service).findResources('AWS::ECS::Service'));
  return (resource.Properties.DeploymentConfiguration as { Alarms?: unknown }).Alarms;
}

test('values say what they are', () => {
  const kinds = [
    RollbackAlarm.http5xx(), RollbackAlarm.unhealthyTargets(), RollbackAlarm.cpu(), RollbackAlarm.memory(),
    RollbackAlarm.logPattern(logs.FilterPattern.literal('x')), RollbackAlarm.existing(ownAlarm(testService())),
  ].map((value) => value.rollbackAlarmKind);
  expect(kinds).toEqual(['http5xx', 'unhealthyTargets', 'cpu', 'memory', 'logPattern', 'existing']);
});

test('without alarms the service has none', () => {
  expect(alarmNames(testService())).toBeUndefined();
});

test('5xx answers are measured in per cent of the requests, for each target group', () => {
  const service = watched({ errors: RollbackAlarm.http5xx() });
  const template = templateOf(service);
  for (const group of [service.targetGroup(), service.alternateTargetGroup()] as elbv2.ApplicationTargetGroup[]) {
    const stat = (metricName: string) => Match.objectLike({
      MetricStat: {
        Metric: {
          MetricName: metricName,
          Namespace: 'AWS/ApplicationELB',
          Dimensions: [
            Match.objectLike({ Name: 'LoadBalancer' }),
            { Name: 'TargetGroup', Value: Stack.of(service).resolve(group.targetGroupFullName) as unknown },
          ],
        },
        Period: 60,
        Stat: 'Sum',
      },
    });
    template.hasResourceProperties(ALARM, {
      Metrics: [
        Match.objectLike({ Expression: 'IF(requests >= 10, 100 * errors / requests, 0)', ReturnData: true }),
        stat('HTTPCode_Target_5XX_Count'),
        stat('RequestCount'),
      ],
      Threshold: 5,
      EvaluationPeriods: 3,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  }
});

test('what a load balancer answers in the place of a task counts, too', () => {
  const ofBalancer = (MetricName: string) => Match.objectLike({
    MetricStat: Match.objectLike({ Metric: Match.objectLike({ MetricName, Dimensions: [Match.objectLike({ Name: 'LoadBalancer' })] }) }),
  });
  const template = templateOf(watched({ errors: RollbackAlarm.http5xx({ percent: 20, minRequests: 50 }) }));
  template.resourceCountIs(ALARM, 3);
  template.hasResourceProperties(ALARM, {
    Metrics: [
      Match.objectLike({ Expression: 'IF((requests + errors) >= 50, 100 * errors / (requests + errors), 0)' }),
      ofBalancer('HTTPCode_ELB_5XX_Count'),
      ofBalancer('RequestCount'),
    ],
    Threshold: 20,
  });
});

test('unhealthy targets are counted, for each target group', () => {
  const unhealthy = RollbackAlarm.unhealthyTargets({ count: 2, evaluationPeriods: 1, period: Duration.minutes(2) });
  const template = templateOf(watched({ unhealthy }));
  template.resourcePropertiesCountIs(ALARM, {
    MetricName: 'UnHealthyHostCount', Statistic: 'Maximum', Threshold: 2, EvaluationPeriods: 1, Period: 120,
  }, 2);
});

test.each<[string, string, (percent?: number) => IRollbackAlarm]>([
  ['cpu', 'CPUUtilization', (percent) => RollbackAlarm.cpu({ percent })],
  ['memory', 'MemoryUtilization', (percent) => RollbackAlarm.memory({ percent })],
])('%s is that of the service, whose name the alarm knows', (_, metricName, make) => {
  const service = testService({ deployment: Deployment.rolling({ rollbackAlarms: { used: make(), more: make(95) } }) });
  const template = templateOf(service);
  template.hasResourceProperties(ALARM, {
    AlarmName: { 'Fn::Join': ['', [NAME_OF_STACK, '-Web-RollbackAlarms-used']] },
    MetricName: metricName,
    Namespace: 'AWS/ECS',
    Statistic: 'Average',
    Threshold: 90,
    Dimensions: [Match.objectLike({ Name: 'ClusterName' }), { Name: 'ServiceName', Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WebService'), 'Name'] } }],
  });
  template.hasResourceProperties(ALARM, { Threshold: 95 });
  expect(alarmNames(service)).toEqual({
    AlarmNames: ['more', 'used'].map((name) => ({ 'Fn::Join': ['', [NAME_OF_STACK, `-Web-RollbackAlarms-${name}`]] })), Enable: true, Rollback: true,
  });
});

test('lines of the log are counted by a metric of the service\'s own', () => {
  const template = templateOf(watched({ panics: RollbackAlarm.logPattern(logs.FilterPattern.anyTerm('panic', 'fatal'), { count: 3 }) }));
  const metricName = { 'Fn::Join': ['', [NAME_OF_STACK, '-Web-RollbackAlarms-panics']] };
  template.hasResourceProperties('AWS::Logs::MetricFilter', {
    FilterPattern: '?"panic" ?"fatal"',
    LogGroupName: { Ref: Match.stringLikeRegexp('^WebLoggingLogGroup') },
    MetricTransformations: [Match.objectLike({ MetricName: metricName, MetricValue: '1' })],
  });
  template.hasResourceProperties(ALARM, { MetricName: metricName, Statistic: 'Sum', Threshold: 3, EvaluationPeriods: 1 });
});

test('an alarm that exists goes by its name', () => {
  const stack = testStack();
  const existing = RollbackAlarm.existing(cloudwatch.Alarm.fromAlarmArn(stack, 'Alarm', 'arn:aws:cloudwatch:us-east-1:111111111111:alarm:mine'));
  expect(alarmNames(watched({ existing }, stack))).toEqual({ AlarmNames: ['mine'], Enable: true, Rollback: true });
});

describe('addRollbackAlarm', () => {
  test('adds to those of the deployment, as often as it is called', () => {
    const service = testService({ deployment: Deployment.rolling({ rollbackAlarms: { cpu: RollbackAlarm.cpu() } }) });
    const add = (id: string) => {
      const alarm = new cloudwatch.Alarm(Stack.of(service), id, { metric: new cloudwatch.Metric({ namespace: 'A', metricName: id }), threshold: 1, evaluationPeriods: 1 });
      service.addRollbackAlarm(alarm);
      return alarm;
    };
    const [first, second] = [add('First'), add('Second')];
    service.addRollbackAlarm(first);
    expect(alarmNames(service)).toMatchObject({
      AlarmNames: [expect.anything(), ...['First', 'Second'].map((id) => ({ 'Fn::Join': ['', [NAME_OF_STACK, `-${id}`]] }))],
    });
    expect(service.alarms.slice(1)).toEqual([first, second]);
  });

  test('names an alarm on the service itself, so that neither waits for the other', () => {
    const service = testService();
    service.addRollbackAlarm(ownAlarm(service));
    const name = { 'Fn::Join': ['', [NAME_OF_STACK, '-Own']] };
    expect(alarmNames(service)).toMatchObject({ AlarmNames: [name] });
    templateOf(service).hasResourceProperties(ALARM, { AlarmName: name });
    expect(cycleIn(templateOf(service).toJSON())).toBeUndefined();
  });

  test('takes the name that such an alarm has', () => {
    const service = testService();
    service.addRollbackAlarm(ownAlarm(service, Stack.of(service), 'mine'));
    expect(alarmNames(service)).toMatchObject({ AlarmNames: ['mine'] });
  });

  test('goes by the name that L2 gives to a composite alarm of such alarms', () => {
    const service = testService();
    const alarmRule = cloudwatch.AlarmRule.fromAlarm(ownAlarm(service), cloudwatch.AlarmState.ALARM);
    service.addRollbackAlarm(new cloudwatch.CompositeAlarm(Stack.of(service), 'All', { alarmRule }));
    expect(alarmNames(service)).toMatchObject({ AlarmNames: [expect.stringMatching('^StackAll')] });
    expect(cycleIn(templateOf(service).toJSON())).toBeUndefined();
  });

  test('names an alarm of another stack by that stack', () => {
    const app = testApp();
    const service = testService({}, testStack(undefined, app));
    const alarms = new Stack(app, 'Alarms');
    service.addRollbackAlarm(ownAlarm(service, alarms));
    expect(alarmNames(service)).toMatchObject({ AlarmNames: ['Alarms-Own'] });
    expect(Stack.of(service).dependencies).toEqual([]);
    expect(alarms.dependencies).toEqual([Stack.of(service)]);
  });

  test.each<[string, (service: ContainerService) => cloudwatch.IMetric]>([
    ['the service', (service) => service.metricCpuUtilization()],
    ['its target group', (service) => service.targetGroup().metrics.requestCount()],
  ])('an alarm on %s in another or a nested stack closes no circle', (_, metricOf) => {
    const app = testApp();
    const service = testService({ ingress: Ingress.applicationLoadBalancer() }, testStack(undefined, app));
    for (const scope of [new Stack(app, 'Other'), new NestedStack(Stack.of(service), 'Nested')]) {
      service.addRollbackAlarm(new cloudwatch.Alarm(scope, 'Alarm', { metric: metricOf(service), threshold: 1, evaluationPeriods: 1 }));
    }
    expect(alarmNames(service)).toMatchObject({ AlarmNames: ['Other-Alarm', 'Stack-Nested-Alarm'] });
    expect(cycleIn(templateOf(service).toJSON())).toBeUndefined();
  });

  test('gives alarms of services with like ids names of their own', () => {
    const stack = testStack();
    const platform = devPlatform(stack);
    const names = ['Web-1', 'Web_1'].map((id) => {
      const deployment = Deployment.rolling({ rollbackAlarms: { cpu: RollbackAlarm.cpu() } });
      const [alarm] = new ContainerService(stack, id, { image: IMAGE, platform, deployment }).alarms;
      return JSON.stringify(stack.resolve((alarm.node.defaultChild as cloudwatch.CfnAlarm).alarmName));
    });
    expect(new Set(names).size).toBe(2);
  });

  test('names an alarm on what knows the service, so that no circle closes', () => {
    const service = testService();
    const stack = Stack.of(service);
    const probe = new lambda.Function(stack, 'Probe', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('//'), environment: { SERVICE: service.service.serviceName },
    });
    service.addRollbackAlarm(new cloudwatch.Alarm(stack, 'Probing', { metric: probe.metricErrors(), threshold: 1, evaluationPeriods: 1 }));
    expect(alarmNames(service)).toMatchObject({ AlarmNames: [{ 'Fn::Join': ['', [NAME_OF_STACK, '-Probing']] }] });
    expect(cycleIn(templateOf(service).toJSON())).toBeUndefined();
  });

  test('leaves a reference to an alarm of another stack whose name only that stack knows', () => {
    const app = testApp();
    const service = testService({}, testStack(undefined, app));
    const alarmName = `${Aws.STACK_NAME}-mine`;
    const metric = new cloudwatch.Metric({ namespace: 'A', metricName: 'a' });
    service.addRollbackAlarm(new cloudwatch.Alarm(new Stack(app, 'Alarms'), 'Alarm', { alarmName, metric, threshold: 1, evaluationPeriods: 1 }));
    expect(JSON.stringify(alarmNames(service))).toContain('Alarms');
    expect(JSON.stringify(alarmNames(service))).not.toContain('AWS::StackName');
  });

  test('goes together with what is handed to L2 itself', () => {
    const service = testService();
    service.service.enableDeploymentAlarms(['theirs'], { behavior: ecs.AlarmBehavior.FAIL_ON_ALARM });
    service.addRollbackAlarm(ownAlarm(service, Stack.of(service), 'mine'));
    expect(alarmNames(service)).toEqual({ AlarmNames: ['theirs', 'mine'], Enable: true, Rollback: false });
  });
});
