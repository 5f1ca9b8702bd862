import { aws_ecs as ecs } from 'aws-cdk-lib';
import { ServiceFacts } from './facts';
import { Rule } from './rule';
import { PlacementConfig } from '../../placement';
import { Finding } from '../../private/fail';
import { constraintsOf } from '../../private/placement';
import { known } from '../../private/tokens';
import { TaskRuntime } from '../runtime';
import { TaskPlan } from '../task-plan';

/** What fits on the instances that there may be, where one of them runs no more than one task of a service. */
export const instanceRules: Rule<ServiceFacts>[] = [{ code: 'R94', find: findNoRoom }];

function findNoRoom({ scaling, deployment, placement, runtime, plan }: ServiceFacts): Finding | undefined {
  const tasks = known(scaling.minTasks);
  const instances = sumOf(runtime.pools.map(({ maxInstances }) => known(maxInstances)));
  const reason = aloneBecause(runtime, plan, placement);
  const least = known(deployment.minHealthyPercent);
  if (!tasks || !reason || instances === undefined || least === undefined) { return undefined; }
  const needed = neededFor(tasks, least, deployment.shiftsTraffic ?? false);
  return instances >= needed ? undefined : {
    given: `The service has ${tasks} task${tasks === 1 ? '' : 's'}, each on an instance of its own because of ${reason}, and the pool at most ${instances}`,
    allowed: `A deployment needs ${needed}: it keeps ${Math.ceil(tasks * least / 100)} old tasks while it starts new ones`,
    remedy: 'Raise maxInstances of the pool, lower minHealthyPercent, or let tasks share an instance',
  };
}

function aloneBecause({ networkMode }: TaskRuntime, { ports }: TaskPlan, placement: PlacementConfig | undefined): string | undefined {
  if (networkMode === ecs.NetworkMode.HOST && ports.length > 0) { return 'its port'; }
  return placement && constraintsOf(placement).some(({ type }) => type === 'distinctInstance') ? 'its placement' : undefined;
}

/** A deployment that shifts traffic runs both versions whole; a rolling one must be able to start one task, or to stop one first. */
function neededFor(tasks: number, minHealthyPercent: number, shiftsTraffic: boolean): number {
  if (shiftsTraffic) { return tasks * 2; }
  return Math.ceil(tasks * minHealthyPercent / 100) < tasks ? tasks : tasks + 1;
}

/** What is not known of one is not known of all. */
export function sumOf(numbers: (number | undefined)[]): number | undefined {
  return numbers.length === 0 || numbers.includes(undefined) ? undefined : numbers.reduce<number>((sum, number) => sum + number!, 0);
}
