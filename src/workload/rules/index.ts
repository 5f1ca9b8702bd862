import { TaskFacts } from './facts';
import { nameRules } from './names';
import { networkRules } from './network';
import { outsideTaskRules } from './outside';
import { Rule } from './rule';
import { runtimeRules } from './runtime';
import { sizeRules } from './size';

export { capacityRules } from './capacity';
export { containerRules, imageRules, partsRules } from './container';
export { queueNameRules, queueRules } from './queue';
export { daemonRules } from './daemon';
export { memberRules, offerRules, registrationRules } from './discovery';
export { endpointRules } from './endpoints';
export { managedDaemonContainerRules } from './managed-daemon';
export { applyRules } from './rule';
export { serviceRules } from './service';
export { againstRebalancing, zoneRules } from './zones';

/** What every workload runs before anything of it is made. */
export const taskRules: Rule<TaskFacts>[] = [...nameRules, ...runtimeRules, ...outsideTaskRules, ...networkRules, ...sizeRules];
