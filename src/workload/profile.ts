import { IContainerPlatform, Profile } from '../platform';
import { TaskProps } from './props';

/** The defaults of a workload: its own, or those of its platform. */
export function profileOf(platform: IContainerPlatform, props: Pick<TaskProps, 'profile'>): Profile {
  return props.profile ?? platform.profile;
}
