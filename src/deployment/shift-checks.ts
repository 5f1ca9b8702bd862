import { aws_ecs as ecs, Duration } from 'aws-cdk-lib';
import { BlueGreenDeploymentOptions } from './options';
import { fail, Finding, refuse } from '../private/fail';
import { parseHeader } from '../private/header';
import { outsideRange, PORT_RANGE } from '../private/range';
import { known, knownSeconds } from '../private/tokens';

const MAX_BAKE_MINUTES = 24 * 60;
/** CloudFormation refuses templates whose waits alone take longer. */
const MAX_TOTAL_MINUTES = 33 * 60;

/** When how much of the traffic moves. */
export interface TrafficShift {
  /**
   * How much moves at a step, in per cent.
   *
   * @default - all at once
   */
  readonly stepPercent?: number;
  /**
   * How long a step is watched.
   *
   * @default - there are no steps
   */
  readonly stepBakeTime?: Duration;
  /** How long the last step is watched. */
  readonly bakeTime: Duration;
}

/** What the user calls the options of a strategy, and how little may move at a step. */
const STEPS: Partial<Record<`${ecs.DeploymentStrategy}`, { percent: string; bakeTime: string; min: number }>> = {
  LINEAR: { percent: 'stepPercent', bakeTime: 'stepBakeTime', min: 3 },
  CANARY: { percent: 'percent', bakeTime: 'canaryBakeTime', min: 0.1 },
};

export function checkShift(strategy: ecs.DeploymentStrategy, shift: TrafficShift, hasAlarms: boolean): void {
  const step = STEPS[strategy];
  if (step) {
    refuse('R127', outsideTenths(step.percent, shift.stepPercent, step.min));
    refuse('R127', outsideMinutes(step.bakeTime, shift.stepBakeTime));
  }
  refuse('R127', outsideMinutes('bakeTime', shift.bakeTime));
  refuse('R127', findTooLong(strategy, shift));
  if (hasAlarms) { refuse('RollbackAlarmsIgnored', findNoWatch(shift)); }
}

export function checkTestTraffic({ testPort, testHeader, testAllowFrom }: BlueGreenDeploymentOptions): void {
  refuse('R83', outsideRange('testPort', testPort, PORT_RANGE));
  if (testPort !== undefined && testHeader !== undefined) {
    fail('TestTraffic', {
      given: 'testPort and testHeader are both given',
      allowed: 'Test traffic reaches the new version by one rule',
      remedy: 'Leave one of them out',
    });
  }
  if (testAllowFrom && (testPort === undefined || testAllowFrom.length === 0)) {
    fail('TestTraffic', {
      given: testPort === undefined ? 'testAllowFrom is given, and testPort is not' : 'testAllowFrom is an empty list',
      allowed: 'It says whom testPort admits',
      remedy: testPort === undefined ? 'Give testPort, or leave testAllowFrom out' : 'Name whom it admits, or leave it out for the addresses of the VPC',
    });
  }
  const header = known(testHeader);
  if (testHeader !== undefined && (header === undefined || !parseHeader(header))) {
    fail('TestTraffic', {
      given: header === undefined ? 'testHeader is known only when the stack is deployed' : `testHeader is '${header}'`,
      allowed: 'A header is written as its name of at most 40 letters, digits and hyphens, but not Host, a colon and a value of at most 128 characters',
      remedy: "Write it as in 'x-version: next'",
    });
  }
}

function outsideTenths(prop: string, value: number | undefined, min: number): Finding | undefined {
  const percent = known(value);
  if (percent === undefined || (percent >= min && percent <= 100 && Number.isInteger(percent * 10))) { return undefined; }
  return { given: `${prop} is ${percent}`, allowed: `From ${min} to 100 per cent is allowed, in tenths`, remedy: `Give ${prop} a value in that range` };
}

function outsideMinutes(prop: string, value: Duration | undefined): Finding | undefined {
  const seconds = knownSeconds(value);
  if (seconds === undefined) { return undefined; }
  if (seconds % 60 !== 0) {
    return { given: `${prop} is ${seconds} seconds`, allowed: 'Whole minutes are allowed', remedy: `Give ${prop} in Duration.minutes()` };
  }
  return outsideRange(prop, seconds / 60, { min: 0, max: MAX_BAKE_MINUTES, unit: 'minutes' });
}

function findTooLong(strategy: ecs.DeploymentStrategy, { stepPercent, stepBakeTime, bakeTime }: TrafficShift): Finding | undefined {
  const percent = known(stepPercent);
  const step = knownSeconds(stepBakeTime);
  const last = knownSeconds(bakeTime);
  if (percent === undefined || step === undefined || last === undefined) { return undefined; }
  const steps = strategy === ecs.DeploymentStrategy.LINEAR ? Math.ceil(100 / percent) - 1 : 1;
  const minutes = (last + step * steps) / 60;
  return minutes <= MAX_TOTAL_MINUTES ? undefined : {
    given: `A deployment would wait ${minutes} minutes: ${steps} of ${step / 60} and the bakeTime of ${last / 60}`,
    allowed: `CloudFormation refuses more than ${MAX_TOTAL_MINUTES}`,
    remedy: 'Take fewer steps, or shorten the waits',
  };
}

function findNoWatch({ stepBakeTime, bakeTime }: TrafficShift): Finding | undefined {
  const waits = [stepBakeTime, bakeTime].filter((wait) => wait !== undefined);
  return waits.some((wait) => knownSeconds(wait) !== 0) ? undefined : {
    given: 'rollbackAlarms are given, and a deployment waits at no step',
    allowed: 'It is over as soon as the new version has the traffic: no alarm could go off in time',
    remedy: 'Give a bakeTime as long as the alarms take to go off, or leave rollbackAlarms out',
  };
}
