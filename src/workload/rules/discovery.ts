import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Rule } from './rule';
import { DeploymentConfig } from '../../deployment';
import { IngressConfig } from '../../ingress';
import { wrongDiscoveryName, wrongDnsName } from '../../private/endpoint-names';
import { Finding } from '../../private/fail';
import { known } from '../../private/tokens';
import { SidecarConfig } from '../../sidecar';
import { TaskRuntime } from '../runtime';
import { TaskPlan } from '../task-plan';
import { ServiceFacts } from './facts';

/** What rules know of a service that takes part in Service Connect. */
export interface MemberFacts {
  /** The task, with defaults. */
  readonly plan: TaskPlan;
  /** What the tasks run on. */
  readonly runtime: TaskRuntime;
  /** The sidecars, by name. */
  readonly sidecars: Map<string, SidecarConfig>;
}

/** What rules know of a port that is reached by Service Connect. */
export interface EndpointFacts {
  /** What others reach. */
  readonly endpoint: ecs.ServiceConnectService;
  /** The task, with defaults. */
  readonly plan: TaskPlan;
  /** What the tasks run on. */
  readonly runtime: TaskRuntime;
  /** How a new version takes over. */
  readonly deployment: DeploymentConfig;
  /**
   * The way in.
   *
   * @default - none
   */
  readonly ingress?: IngressConfig;
}

/** The names of the modes: those that Service Connect is for. */
const MODES: readonly string[] = ['awsvpc', 'bridge'] satisfies `${ecs.NetworkMode}`[];

/** The tasks that a name of Cloud Map leads to. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html */
const MAX_REGISTERED_TASKS = 1000;

/** What a service needs to take part. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html */
export const memberRules: Rule<MemberFacts>[] = [
  { code: 'R135', find: findNoProxy },
  { code: 'R135', find: findNoMemory },
];

/** What a port must be to be reached. */
export const offerRules: Rule<EndpointFacts>[] = [
  { code: 'R135', find: findNoPort },
  { code: 'R135', find: ({ endpoint }) => wrongDnsName('dnsName', endpoint.dnsName) },
  { code: 'R135', find: ({ endpoint }) => wrongDiscoveryName('discoveryName', endpoint.discoveryName) },
  { code: 'R135', find: findTimeoutOfTcp },
  { code: 'R135', find: findTlsOnBridge },
  { code: 'R135', find: findTlsBehindBalancer },
];

/** What Cloud Map can be told of. */
export const registrationRules: Rule<Pick<MemberFacts, 'runtime'>>[] = [{ code: 'R125', find: findOutside }];

/** What a service that is registered with Cloud Map may say. */
export const registryRules: Rule<ServiceFacts>[] = [
  { code: 'R120', find: findManyTasks },
  { code: 'R134', find: findShiftedNames, warns: true },
];

function findNoProxy({ runtime }: MemberFacts): Finding | undefined {
  const remedy = 'Use Discovery.cloudMap() on the other side, or leave Service Connect out';
  if (runtime.operatingSystem.isWindows()) {
    return { given: 'The tasks run on Windows', allowed: 'The proxies of Service Connect run on Linux', remedy };
  }
  if (runtime.compatibility === ecs.Compatibility.EXTERNAL) {
    return { given: 'The tasks run on machines outside AWS', allowed: 'Service Connect is for tasks in AWS', remedy };
  }
  return MODES.includes(runtime.networkMode) ? undefined : {
    given: `networkMode is ${runtime.networkMode}`, allowed: 'Service Connect is for tasks in awsvpc and bridge mode', remedy,
  };
}

/** The proxy lives on what the containers leave of the task. */
function findNoMemory({ plan, sidecars }: MemberFacts): Finding | undefined {
  const taken = [...sidecars.values()].reduce((sum, { container }) => sum + (known(container.memoryLimitMiB) ?? 0), 0);
  const memory = known(plan.memoryMiB);
  return memory === undefined || taken < memory ? undefined : {
    given: `The sidecars may take ${taken} MiB, and the task has ${memory}`,
    allowed: 'Service Connect wants the task to have more than its containers, for its proxy',
    remedy: `Raise memoryMiB above ${taken}`,
  };
}

function findNoPort({ endpoint, plan }: EndpointFacts): Finding | undefined {
  const port = plan.ports.find(({ name }) => name === endpoint.portMappingName);
  if (!port) {
    return {
      given: `Service Connect is to lead to the port '${endpoint.portMappingName}', and the ports are ${plan.ports.map(({ name }) => name).join(', ') || 'none'}`,
      allowed: 'It leads to a port of the container',
      remedy: plan.ports.length > 0 ? 'Name one of these' : 'Give the service a port',
    };
  }
  return port.protocol !== ecs.Protocol.UDP ? undefined : {
    given: `The port '${port.name}' is UDP`,
    allowed: 'Service Connect carries HTTP, gRPC and TCP',
    remedy: 'Name another port, or use Discovery.cloudMap()',
  };
}

function findTimeoutOfTcp({ endpoint, plan }: EndpointFacts): Finding | undefined {
  const port = plan.ports.find(({ name }) => name === endpoint.portMappingName);
  return port?.appProtocol || endpoint.perRequestTimeout === undefined ? undefined : {
    given: `timeouts.perRequest is given, and the port '${endpoint.portMappingName}' speaks TCP`,
    allowed: 'Only of HTTP and gRPC the proxies know what a request is',
    remedy: 'Leave it out, or make the port one of PortSpec.http() or PortSpec.grpc()',
  };
}

function findTlsOnBridge({ endpoint, runtime }: EndpointFacts): Finding | undefined {
  return !endpoint.tls || runtime.hasOwnNetwork ? undefined : {
    given: `tls is given, and networkMode is ${runtime.networkMode}`,
    allowed: 'The proxies of Service Connect encrypt in awsvpc mode only',
    remedy: 'Use networkMode awsvpc, or leave tls out',
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html */
function findTlsBehindBalancer({ endpoint, ingress }: EndpointFacts): Finding | undefined {
  return !endpoint.tls || ingress?.portName !== endpoint.portMappingName ? undefined : {
    given: `tls is given for the port '${endpoint.portMappingName}', and the ingress leads there too`,
    allowed: 'The proxy takes encrypted connections only on that port, and the load balancer does not encrypt',
    remedy: 'Let the container listen on two ports: one for the ingress, one for portName of the discovery',
  };
}

function findOutside({ runtime }: Pick<MemberFacts, 'runtime'>): Finding | undefined {
  return runtime.compatibility !== ecs.Compatibility.EXTERNAL ? undefined : {
    given: 'The service is to be found by Cloud Map, and the tasks run on machines outside AWS',
    allowed: 'ECS registers tasks in AWS only',
    remedy: 'Leave discovery out',
  };
}

function findManyTasks({ discovery, scaling }: ServiceFacts): Finding | undefined {
  const tasks = known(scaling.maxTasks);
  return !discovery?.registry || tasks === undefined || tasks <= MAX_REGISTERED_TASKS ? undefined : {
    given: `The service runs up to ${tasks} tasks, and is registered with Cloud Map`,
    allowed: `A name of Cloud Map leads to at most ${MAX_REGISTERED_TASKS} tasks`,
    remedy: 'Run fewer, or use Discovery.serviceConnect()',
  };
}

/** ECS documents which ways in it shifts, and this is not among them. */
function findShiftedNames({ discovery, deployment }: ServiceFacts): Finding | undefined {
  return !discovery?.registry || !deployment.shiftsTraffic ? undefined : {
    given: 'The deployment shifts traffic, and the service is found by Cloud Map',
    allowed: 'The documents of ECS do not say that names of Cloud Map are shifted: clients may find both versions at once',
    remedy: 'Use Discovery.serviceConnect(), or Deployment.rolling()',
  };
}
