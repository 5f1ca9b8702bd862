import { aws_applicationautoscaling as autoscaling, TimeZone } from 'aws-cdk-lib';
import { AutomaticScalingOptions, Deployment, Scaling, ScalingConfig, ScalingSchedule } from '../../src';
import { templateOf, testService, testStack } from '../support/builders';

const { Schedule } = autoscaling;
const MORNING = Schedule.cron({ hour: '6', minute: '0' });
const EVENING = Schedule.cron({ hour: '20', minute: '30' });

function bounds(options: Partial<AutomaticScalingOptions>): Pick<ScalingConfig, 'minTasks' | 'maxTasks'> {
  const context = { service: testService().service, targetGroups: [], queues: {}, containerInsights: false };
  const { minTasks, maxTasks } = Scaling.automatic({ min: 2, max: 6, ...options }).bind(testStack(), context);
  return { minTasks, maxTasks };
}

test('a schedule is what was said', () => {
  const timeZone = TimeZone.EUROPE_ROME;
  expect({ ...ScalingSchedule.at(MORNING, 1, 4, timeZone) }).toEqual({ schedule: MORNING, min: 1, max: 4, timeZone });
});

test('schedules change the bounds of the target, in the order of their names', () => {
  const scaling = Scaling.automatic({
    min: 2, max: 6, schedules: { night: ScalingSchedule.at(EVENING, 0, 0, TimeZone.EUROPE_ROME), day: ScalingSchedule.at(MORNING, 3, 12) },
  });
  templateOf(testService({ scaling })).hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
    MinCapacity: 2,
    MaxCapacity: 6,
    ScheduledActions: [
      { ScheduledActionName: 'day', Schedule: 'cron(0 6 * * ? *)', ScalableTargetAction: { MinCapacity: 3, MaxCapacity: 12 } },
      { ScheduledActionName: 'night', Schedule: 'cron(30 20 * * ? *)', Timezone: 'Europe/Rome', ScalableTargetAction: { MinCapacity: 0, MaxCapacity: 0 } },
    ],
  });
});

test('schedules leave the CPU target in place', () => {
  const scaling = Scaling.automatic({ min: 2, max: 6, schedules: { day: ScalingSchedule.at(MORNING, 3, 12) } });
  templateOf(testService({ scaling })).resourceCountIs('AWS::ApplicationAutoScaling::ScalingPolicy', 1);
});

test.each<[string, { [name: string]: ScalingSchedule }, number, number]>([
  ['none', {}, 2, 6],
  ['fewer and more', { night: ScalingSchedule.at(EVENING, 1, 2), day: ScalingSchedule.at(MORNING, 3, 12) }, 1, 12],
  ['a pause', { night: ScalingSchedule.at(EVENING, 0, 0), day: ScalingSchedule.at(MORNING, 3, 5) }, 2, 6],
])('the numbers of tasks with %s', (_, schedules, minTasks, maxTasks) => {
  expect(bounds({ schedules })).toEqual({ minTasks, maxTasks });
});

test('a deployment must go on at the least number of tasks of a schedule', () => {
  const scaling = Scaling.automatic({ min: 2, max: 6, schedules: { night: ScalingSchedule.at(EVENING, 1, 1) } });
  expect(() => testService({ scaling, deployment: Deployment.rolling({ maxHealthyPercent: 150 }) })).toThrow(/\[stevedore\.R121\].*With 1 task/);
});
