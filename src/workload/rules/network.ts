import { TaskFacts } from './facts';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { outsideRange, PORT_RANGE } from '../../private/range';
import { zonesIn } from '../../private/subnets';
import { known } from '../../private/tokens';

const PORT_NAME = /^[a-z0-9_][a-z0-9_-]{0,63}$/;

/** What ports and the network of a task may say. */
export const networkRules: Rule<TaskFacts>[] = [
  { code: 'PortAndPorts', find: findPortAndPorts },
  { code: 'R83', find: ({ props }) => outsideRange('port', props.port, PORT_RANGE) },
  { code: 'R89', find: findPortName },
  { code: 'R92', find: findTooMany },
  { code: 'R93', find: findNoWayOut, warns: true },
  { code: 'R93', find: findNoWayOutOfInstances, warns: true },
  { code: 'AvailabilityZones', find: findNoZoneInCommon },
  { code: 'AvailabilityZones', find: findZoneWithoutInstances, warns: true },
];

function findPortAndPorts({ props }: TaskFacts): Finding | undefined {
  return props.port === undefined || props.ports === undefined ? undefined : {
    given: 'port and ports are both given',
    allowed: 'port: n is short for ports: { main: PortSpec.http(n) }',
    remedy: 'Write all ports in ports',
  };
}

function findPortName({ props }: TaskFacts): Finding | undefined {
  const name = Object.keys(props.ports ?? {}).sort().find((key) => known(key) !== undefined && !PORT_NAME.test(key));
  return name === undefined ? undefined : {
    given: `ports has the name '${name}'`,
    allowed: 'A port\'s name has 1 to 64 lower-case letters, digits, hyphens and underscores, and no hyphen first',
    remedy: 'Choose another name',
  };
}

function findTooMany({ props, limits, subnets }: TaskFacts): Finding | undefined {
  const groups = (props.securityGroups?.length ?? 0) + 1;
  if (groups > limits.securityGroups) {
    return {
      given: `The tasks have ${groups} security groups, their own among them`,
      allowed: `ECS takes at most ${limits.securityGroups}`,
      remedy: 'Give fewer securityGroups',
    };
  }
  const count = subnets.subnetIds.length;
  return count <= limits.subnets ? undefined : {
    given: `The tasks have ${count} subnets`,
    allowed: `ECS takes at most ${limits.subnets}`,
    remedy: 'Select fewer with subnets',
  };
}

function findNoWayOut({ props, subnets, runtime }: TaskFacts): Finding | undefined {
  return props.assignPublicIp !== false || !runtime.onFargate || !subnets.hasPublic ? undefined : {
    given: 'assignPublicIp is false, and the tasks run in public subnets',
    allowed: 'A task without a public address has no way out of a public subnet, not even to its image',
    remedy: 'Leave assignPublicIp out, or select private subnets',
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html */
function findNoWayOutOfInstances({ subnets, runtime: { onFargate, hasOwnNetwork } }: TaskFacts): Finding | undefined {
  return onFargate || !hasOwnNetwork || !subnets.hasPublic ? undefined : {
    given: 'networkMode is awsvpc, and the tasks run on instances in public subnets',
    allowed: 'ECS gives them no public address there, and without one a task reaches neither the internet nor AWS',
    remedy: 'Use another networkMode, in which a task has the address of its instance, or give the platform Network.natGateways()',
  };
}

/** The interface of a task is in the zone of its instance. */
function findNoZoneInCommon(facts: TaskFacts): Finding | undefined {
  const { tasks, instances } = zonesOf(facts);
  return tasks.length === 0 || tasks.some((zone) => instances.includes(zone)) ? undefined : {
    given: `The tasks have subnets in ${tasks.join(', ')}, and the instances of their pools are in ${instances.join(', ')}`,
    allowed: 'In awsvpc mode a task runs on an instance in a zone of its own subnets, and none would start',
    remedy: 'Select subnets in a zone of the pool, or leave subnets out',
  };
}

/** Where the user chose the subnets, it is likely that tasks were meant to run in each of them. */
function findZoneWithoutInstances(facts: TaskFacts): Finding | undefined {
  const { tasks, instances } = zonesOf(facts);
  const empty = facts.props.subnets ? tasks.filter((zone) => !instances.includes(zone)) : [];
  return empty.length === 0 ? undefined : {
    given: `subnets has some in ${empty.join(', ')}, and the instances of the pools are in ${instances.join(', ')}`,
    allowed: 'In awsvpc mode a task runs on an instance in a zone of its own subnets, so that no task runs there',
    remedy: 'Select subnets in zones of the pool only, or let the pool have instances there',
  };
}

/** Of tasks whose place follows from that of instances; nothing where one of the zones is not known. */
function zonesOf({ subnets, runtime: { pools, hasOwnNetwork } }: TaskFacts): { readonly tasks: string[]; readonly instances: string[] } {
  const tasks = hasOwnNetwork && pools.length > 0 && !subnets.isPendingLookup ? zonesIn(subnets.subnets) : undefined;
  const instances = pools.flatMap(({ availabilityZones = [undefined] }) => availabilityZones.map(known));
  if (tasks === undefined || instances.includes(undefined)) { return { tasks: [], instances: [] }; }
  return { tasks, instances: [...new Set(instances as string[])] };
}
