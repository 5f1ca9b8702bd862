import { App, Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { AutomaticScalingOptions, IScaling, Profile, Scaling } from '../../src';
import { devPlatform, templateOf, testApp, testService, testStack } from '../support/builders';

const BETWEEN = { min: 2, max: 6 };

function policies(options: Partial<AutomaticScalingOptions>): unknown[] {
  const template = templateOf(testService({ scaling: Scaling.automatic({ ...BETWEEN, ...options }) }));
  return Object.values(template.findResources('AWS::ApplicationAutoScaling::ScalingPolicy'))
    .map(({ Properties }) => Properties.TargetTrackingScalingPolicyConfiguration);
}

function tracking(metric: string, target: number): object {
  return expect.objectContaining({
    PredefinedMetricSpecification: { PredefinedMetricType: `ECSServiceAverage${metric}Utilization` },
    TargetValue: target,
  });
}

test('a manual scaling is its count', () => {
  const scaling = Scaling.manual(3);
  expect(scaling.scalingKind).toBe('manual');
  const context = { service: testService().service, targetGroups: [], queues: {}, containerInsights: false };
  expect(scaling.bind(testStack(), context)).toEqual({ minTasks: 3, maxTasks: 3, desiredCount: 3 });
});

test.each([[0], [3]])('a manual scaling of %d sets the desired count', (count) => {
  const service = testService({ scaling: Scaling.manual(count) });
  expect(service.scalableTaskCount).toBeUndefined();
  templateOf(service).hasResourceProperties('AWS::ECS::Service', { DesiredCount: count });
});

test('a service that says nothing has the tasks of the profile', () => {
  const stack = testStack();
  const platform = devPlatform(stack, { profile: Profile.development({ minTasks: 4 }) });
  templateOf(testService({ platform }, stack)).hasResourceProperties('AWS::ECS::Service', { DesiredCount: 4 });
});

test.each([
  ['the recommended flags', testApp()],
  ['no flags', new App()],
])('automatic scaling leaves the desired count out, with %s', (_, app) => {
  const template = templateOf(testService({ scaling: Scaling.automatic(BETWEEN) }, testStack(undefined, app)));
  template.hasResourceProperties('AWS::ECS::Service', { DesiredCount: Match.absent() });
});

test('automatic scaling has a target between min and max', () => {
  const service = testService({ scaling: Scaling.automatic(BETWEEN) });
  expect(service.scalableTaskCount).toBeDefined();
  templateOf(service).hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
    MinCapacity: 2, MaxCapacity: 6, ScalableDimension: 'ecs:service:DesiredCount', ServiceNamespace: 'ecs',
  });
});

test('automatic scaling makes no role', () => {
  const roles = (scaling?: IScaling) => Object.keys(templateOf(testService({ scaling })).findResources('AWS::IAM::Role'));
  expect(roles(Scaling.automatic(BETWEEN))).toEqual(roles());
});

test.each<[string, Partial<AutomaticScalingOptions>, object[]]>([
  ['nothing', {}, [tracking('CPU', 60)]],
  ['cpuPercent', { cpuPercent: 40 }, [tracking('CPU', 40)]],
  ['memoryPercent', { memoryPercent: 70 }, [tracking('Memory', 70)]],
  ['both', { cpuPercent: 40, memoryPercent: 70 }, [tracking('CPU', 40), tracking('Memory', 70)]],
])('given %s, the policies hold that', (_, options, expected) => {
  expect(policies(options)).toEqual(expected);
});

test.each<[string, Partial<AutomaticScalingOptions>, number, number]>([
  ['unsaid', {}, 300, 60],
  ['given', { scaleInCooldown: Duration.seconds(1), scaleOutCooldown: Duration.seconds(0) }, 1, 0],
])('cooldowns that are %s', (_, options, scaleIn, scaleOut) => {
  expect(policies(options)).toEqual([expect.objectContaining({ ScaleInCooldown: scaleIn, ScaleOutCooldown: scaleOut })]);
});
