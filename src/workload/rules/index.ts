import { containerRules } from './container';
import { TaskFacts } from './facts';
import { networkRules } from './network';
import { Rule } from './rule';
import { sizeRules } from './size';

export { imageRules } from './container';
export { applyRules } from './rule';
export { serviceRules } from './service';

/** What every workload runs. */
export const taskRules: Rule<TaskFacts>[] = [...containerRules, ...networkRules, ...sizeRules];
