import { deploymentRules } from './deployment';
import { registryRules } from './discovery';
import { ServiceFacts } from './facts';
import { instanceRules } from './instances';
import { managedServiceRules } from './managed-instances';
import { serviceNameRules } from './names';
import { outsideServiceRules } from './outside';
import { backlogRules } from './queue';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { MAX_INTEGER } from '../../private/limits';
import { outsideSeconds } from '../../private/range';
import { known, knownSeconds } from '../../private/tokens';

/** What a service may say. */
export const serviceRules: Rule<ServiceFacts>[] = [
  ...serviceNameRules,
  ...outsideServiceRules,
  ...deploymentRules,
  { code: 'R121', find: findStall },
  { code: 'R121', find: findLowCeiling, warns: true },
  {
    code: 'R130',
    find: ({ props }) => outsideSeconds('healthCheckGracePeriod', props.healthCheckGracePeriod, { min: 0, max: MAX_INTEGER }),
  },
  { code: 'R130', find: findUselessGrace, warns: true },
  { code: 'R154', find: findShortGrace, warns: true },
  ...instanceRules,
  ...managedServiceRules,
  ...backlogRules,
  ...registryRules,
];

/** ECS rounds the least number of healthy tasks up and the greatest number of tasks down. */
function findStall({ deployment, scaling }: ServiceFacts): Finding | undefined {
  const tasks = known(scaling.minTasks);
  const { minHealthyPercent, maxHealthyPercent } = deployment;
  if (!tasks || known(minHealthyPercent) === undefined || known(maxHealthyPercent) === undefined) { return undefined; }
  const least = Math.ceil(tasks * minHealthyPercent / 100);
  const most = Math.floor(tasks * maxHealthyPercent / 100);
  if (most > tasks || least < tasks) { return undefined; }
  return {
    given: `With ${tasks} task${tasks === 1 ? '' : 's'}, minHealthyPercent ${minHealthyPercent} keeps ${least} and maxHealthyPercent ${maxHealthyPercent} allows ${most}`,
    allowed: 'A deployment could neither start a new task nor stop an old one',
    remedy: 'Raise maxHealthyPercent to 200, lower minHealthyPercent, or run more tasks',
  };
}

function findLowCeiling({ deployment }: ServiceFacts): Finding | undefined {
  const ceiling = known(deployment.maxHealthyPercent);
  return ceiling === undefined || ceiling >= 100 ? undefined : {
    given: `maxHealthyPercent is ${ceiling}`,
    allowed: 'Below 100 a deployment runs fewer tasks than are wanted',
    remedy: 'Give at least 100',
  };
}

function findUselessGrace({ props, ingress, sidecars }: ServiceFacts): Finding | undefined {
  const checked = props.healthCheck ?? ingress?.targetGroup ?? [...sidecars.values()].find(({ container }) => container.healthCheck);
  return props.healthCheckGracePeriod === undefined || checked ? undefined : {
    given: 'healthCheckGracePeriod is given, and nothing checks the tasks',
    allowed: 'It has no effect',
    remedy: 'Leave it out, or give an ingress or a healthCheck',
  };
}

function findShortGrace({ props, ingress }: ServiceFacts): Finding | undefined {
  const grace = knownSeconds(props.healthCheckGracePeriod);
  const unhealthyAfter = knownSeconds(ingress?.unhealthyAfter);
  if (grace === undefined || unhealthyAfter === undefined || grace >= unhealthyAfter) { return undefined; }
  return {
    given: `healthCheckGracePeriod is ${grace} seconds, and a target counts as unhealthy after ${unhealthyAfter}`,
    allowed: 'The grace period is over before it could have an effect',
    remedy: `Give at least ${unhealthyAfter} seconds, or leave it out`,
  };
}
