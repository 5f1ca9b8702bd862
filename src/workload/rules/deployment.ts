import { aws_ecs as ecs } from 'aws-cdk-lib';
import { ServiceFacts } from './facts';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { knownSeconds } from '../../private/tokens';
import { TaskPlan } from '../task-plan';

/** What a deployment and the ways in must agree on. */
export const deploymentRules: Rule<ServiceFacts>[] = [
  { code: 'NoAlternateTargetGroup', find: findNoAlternate },
  { code: 'TestTraffic', find: findNoTestRule },
  { code: 'NothingToShift', find: findNothingToShift, warns: true },
  { code: 'SlowRollbackAlarm', find: findSlowAlarm, warns: true },
];

/** L2 takes it, and the first deployment fails. */
function findNoAlternate({ deployment, ingress }: ServiceFacts): Finding | undefined {
  const { targetGroup, alternateTargetGroup, listenerRule } = ingress ?? {};
  if (!deployment.shiftsTraffic || !targetGroup || (alternateTargetGroup && listenerRule)) { return undefined; }
  return {
    given: `The deployment shifts traffic, and the ingress has no ${alternateTargetGroup ? 'listenerRule' : 'alternateTargetGroup'}`,
    allowed: 'ECS shifts traffic between two target groups of one listener rule',
    remedy: 'Let the ingress return both groups and their rule, or use Deployment.rolling()',
  };
}

function findNoTestRule({ deployment, discovery, ingress, plan }: ServiceFacts): Finding | undefined {
  const { testPort, testHeader } = deployment;
  if ((testPort === undefined && testHeader === undefined) || ingress?.testListenerRule) { return undefined; }
  const overServiceConnect = discovery?.services?.some(({ portMappingName }) => knowsHeaders(plan, portMappingName));
  if (testPort === undefined && !ingress && overServiceConnect) { return undefined; }
  return {
    given: `${testPort === undefined ? 'testHeader' : 'testPort'} is given, and ${ingress ? 'the ingress makes no rule for it' : 'the service has no ingress'}`,
    allowed: 'Test traffic comes through a load balancer, or by a header over Service Connect to a port of HTTP or gRPC',
    remedy: 'Give the service Ingress.applicationLoadBalancer(), or leave it out; over Service Connect, give testHeader and discovery',
  };
}

/** Of plain TCP the proxies see no headers. */
function knowsHeaders({ ports }: TaskPlan, portName: string): boolean {
  return ports.some(({ name, appProtocol }) => name === portName && appProtocol !== undefined);
}

function findNothingToShift({ deployment, discovery, ingress }: ServiceFacts): Finding | undefined {
  const strategies = [ecs.DeploymentStrategy.LINEAR, ecs.DeploymentStrategy.CANARY];
  if (ingress?.targetGroup || discovery?.services?.length || !deployment.strategy || !strategies.includes(deployment.strategy)) { return undefined; }
  return {
    given: `The deployment moves traffic in steps (${deployment.strategy}), and the service has no load balancer`,
    allowed: 'The documents of ECS want one for that, or Service Connect: without it nothing moves, and the steps only take time',
    remedy: 'Use Deployment.rolling() or Deployment.blueGreen(), or give the service an ingress or Discovery.serviceConnect()',
  };
}

/** In a rolling deployment ECS waits as long as its alarms want. */
function findSlowAlarm({ deployment, rollbackAlarms }: ServiceFacts): Finding | undefined {
  if (!deployment.shiftsTraffic) { return undefined; }
  const waits = [deployment.trafficShift?.stepBakeTime, deployment.bakeTime].map((wait) => knownSeconds(wait) ?? 0);
  const longest = Math.max(...waits);
  const slow = [...rollbackAlarms].find(([, { goesOffAfter }]) => (knownSeconds(goesOffAfter) ?? 0) > longest);
  return slow && longest > 0 ? {
    given: `rollbackAlarms.${slow[0]} goes off after ${slow[1].goesOffAfter!.toSeconds()} seconds, and the deployment waits for ${longest} at most`,
    allowed: 'An alarm that goes off when the deployment is over rolls nothing back',
    remedy: 'Give a longer bakeTime, or fewer evaluationPeriods',
  } : undefined;
}
