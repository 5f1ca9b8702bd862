import { aws_ecs as ecs } from 'aws-cdk-lib';
import { ServiceFacts } from './facts';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { constraintsOf } from '../../private/placement';
import { known } from '../../private/tokens';
import { mapsPorts } from '../runtime';

/** What fits on the instances that there may be, where one of them runs no more than one task of a service. */
export const instanceRules: Rule<ServiceFacts>[] = [
  { code: 'R94', find: findNoRoom },
  { code: 'R94', find: findHighCeiling, warns: true },
];

function findNoRoom(facts: ServiceFacts): Finding | undefined {
  const { scaling, deployment } = facts;
  const tasks = known(scaling.minTasks);
  const instances = mostInstances(facts);
  const reason = aloneBecause(facts);
  const least = known(deployment.minHealthyPercent);
  if (!tasks || !reason || instances === undefined || least === undefined) { return undefined; }
  const needed = neededFor(tasks, least, deployment.shiftsTraffic ?? false);
  return instances >= needed ? undefined : {
    given: `The service has ${tasks} task${tasks === 1 ? '' : 's'}, each on an instance of its own because of ${reason}, and the pool at most ${instances}`,
    allowed: `A deployment needs ${needed}: it keeps ${Math.ceil(tasks * least / 100)} old tasks while it starts new ones`,
    remedy: 'Raise maxInstances of the pool, lower minHealthyPercent, or let tasks share an instance',
  };
}

/** The scaling asks for tasks that find no instance, and wait. */
function findHighCeiling(facts: ServiceFacts): Finding | undefined {
  const tasks = known(facts.scaling.maxTasks);
  const instances = mostInstances(facts);
  const reason = aloneBecause(facts);
  return tasks === undefined || instances === undefined || !reason || tasks <= instances ? undefined : {
    given: `The service scales to ${tasks} tasks, each on an instance of its own because of ${reason}, and the pool has at most ${instances}`,
    allowed: 'Further tasks wait for an instance',
    remedy: 'Raise maxInstances of the pool, lower max of the scaling, or let tasks share an instance',
  };
}

function mostInstances({ runtime }: ServiceFacts): number | undefined {
  return sumOf(runtime.pools.map(({ maxInstances }) => known(maxInstances)));
}

function aloneBecause({ runtime, plan, sidecars, placement }: ServiceFacts): string | undefined {
  const ports = [...plan.ports, ...[...sidecars.values()].flatMap(({ container }) => container.portMappings ?? [])];
  const { networkMode } = runtime;
  const fixed = mapsPorts(networkMode) ? ports.filter(({ hostPort }) => (known(hostPort) ?? 0) > 0) : ports;
  if (fixed.length > 0 && networkMode !== ecs.NetworkMode.AWS_VPC) { return 'its port'; }
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
