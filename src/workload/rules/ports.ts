import { aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';
import { PartsFacts } from './facts';
import { Rule } from './rule';
import { IngressConfig } from '../../ingress';
import { Finding } from '../../private/fail';
import { known } from '../../private/tokens';
import { ContainerPort, hostPortsOf, portsOf } from '../host-ports';
import { mapsPorts } from '../runtime';

/** Those of SSH, Docker and the agent of ECS. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html */
const RESERVED = [22, 2375, 2376, 51_678, 51_679, 51_680];
const MOST_RESERVED = 100;

/** Where Docker takes the ports from that it chooses. */
const FIRST_CHOSEN = { linux: 32_768, windows: 49_152 };

/** What ports the containers of a task may have together, and on their instance. */
export const sharedPortRules: Rule<PartsFacts>[] = [
  { code: 'R81', find: findOtherHostPort },
  { code: 'R84', find: findPortTwice },
  { code: 'R85', find: findHostPortTwice },
  { code: 'R86', find: findReserved },
  { code: 'R86', find: findChosen, warns: true },
  { code: 'R88', find: findTooMany },
  { code: 'R155', find: findUnansweredCheck },
];

function findOtherHostPort({ containers, plan, runtime: { networkMode } }: PartsFacts): Finding | undefined {
  const other = portsOf(containers, plan).find(({ containerPort, hostPort }) => hostPort !== undefined && hostPort !== containerPort);
  return !other || mapsPorts(networkMode) ? undefined : {
    given: `${other.prop} has the hostPort ${other.hostPort} for the port ${other.containerPort}, and networkMode is ${networkMode}`,
    allowed: 'There a container has the ports that it listens on',
    remedy: 'Leave hostPort out',
  };
}

/** With the modes of Docker each container has ports of its own; with the others they share those of one network interface. */
function findPortTwice({ containers, plan, runtime: { networkMode } }: PartsFacts): Finding | undefined {
  const shared = !mapsPorts(networkMode);
  const twice = findTwice(portsOf(containers, plan), ({ prefix, containerPort, protocol }) => `${shared ? '' : prefix}${containerPort}/${protocol}`);
  return twice && {
    given: `${twice[0].prop} and ${twice[1].prop} are both ${twice[0].containerPort}/${twice[0].protocol}`,
    allowed: `${shared ? 'The containers of a task listen' : 'A container listens'} on a port once`,
    remedy: 'Leave one out',
  };
}

function findHostPortTwice({ containers, plan, runtime }: PartsFacts): Finding | undefined {
  const twice = findTwice(hostPortsOf(portsOf(containers, plan), runtime), ({ hostPort, protocol }) => `${hostPort}/${protocol}`);
  return twice && {
    given: `${twice[0].prop} and ${twice[1].prop} both have the port ${twice[0].hostPort}/${twice[0].protocol} of the instance`,
    allowed: 'An instance has a port once',
    remedy: 'Leave hostPort out of one, or give it another',
  };
}

/** The agent reserves none of UDP. https://github.com/aws/amazon-ecs-agent#environment-variables */
function findReserved({ containers, plan, runtime }: PartsFacts): Finding | undefined {
  const ports = hostPortsOf(portsOf(containers, plan), runtime);
  const reserved = ports.find(({ hostPort, protocol }) => protocol === ecs.Protocol.TCP && RESERVED.includes(hostPort));
  return reserved && {
    given: `${reserved.prop} has the port ${reserved.hostPort} of the instance`,
    allowed: `SSH, Docker and the agent of ECS have ${RESERVED.join(', ')}`,
    remedy: 'Let the container listen on another port',
  };
}

function findChosen({ containers, plan, runtime }: PartsFacts): Finding | undefined {
  const first = FIRST_CHOSEN[runtime.operatingSystem.isWindows() ? 'windows' : 'linux'];
  const ports = mapsPorts(runtime.networkMode) ? hostPortsOf(portsOf(containers, plan), runtime) : [];
  const port = ports.find(({ hostPort }) => hostPort >= first);
  return port && {
    given: `${port.prop} has the port ${port.hostPort} of the instance`,
    allowed: `From ${first} on Docker chooses ports for other containers, which may have it first`,
    remedy: 'Let the container listen on a lower port',
  };
}

function findTooMany({ containers, plan, runtime }: PartsFacts): Finding | undefined {
  const count = hostPortsOf(portsOf(containers, plan), runtime).length;
  const most = MOST_RESERVED - RESERVED.length;
  return count <= most ? undefined : {
    given: `The task has ${count} ports of its instance`,
    allowed: `ECS reserves ${MOST_RESERVED} on an instance, of which SSH, Docker and the agent have ${RESERVED.length}`,
    remedy: `Give ${most} or fewer`,
  };
}

/** In the modes of Docker the instance answers at the ports that a task has of it: one that Docker chooses is another each time. */
function findUnansweredCheck({ containers, plan, runtime, ingress }: PartsFacts): Finding | undefined {
  const ports = hostPortsOf(portsOf(containers, plan), runtime).map(({ hostPort }) => hostPort);
  const checked = mapsPorts(runtime.networkMode) ? checkedPorts(ingress).find((port) => !ports.includes(port)) : undefined;
  return checked === undefined ? undefined : {
    given: `The load balancer checks the port ${checked} of the instances (healthCheck.port), and networkMode is ${runtime.networkMode}`,
    allowed: `There a task has ports of its instance that Docker chooses${ports.length > 0 ? `, and ${ports.join(', ')}` : ''}: no target would become healthy`,
    remedy: 'Leave healthCheck.port out to check the port of the traffic, or use another networkMode',
  };
}

/** The ports that are checked whatever the port of the traffic is. A target group that was imported does not say. */
function checkedPorts({ targetGroup, alternateTargetGroup }: IngressConfig = {}): number[] {
  const groups: Partial<elbv2.ApplicationTargetGroup>[] = [targetGroup ?? {}, alternateTargetGroup ?? {}];
  return groups.map(({ healthCheck }) => known(healthCheck?.port)).filter((port) => /^\d+$/.test(port ?? '')).map(Number);
}

function findTwice<P extends ContainerPort>(ports: readonly P[], keyOf: (port: P) => string): [P, P] | undefined {
  const owners = new Map<string, P>();
  for (const port of ports) {
    const other = owners.get(keyOf(port));
    if (other) { return [other, port]; }
    owners.set(keyOf(port), port);
  }
  return undefined;
}
