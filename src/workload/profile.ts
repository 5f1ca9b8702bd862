import { IContainerPlatform, Profile } from '../platform';
import { TaskProps } from './props';
import { TaskRuntime } from './runtime';

/** The defaults of a workload: its own, or those of its platform. */
export function profileOf(platform: IContainerPlatform, props: Pick<TaskProps, 'profile'>): Profile {
  return props.profile ?? platform.profile;
}

/** What containers are that do not say. Windows has no file systems that cannot be written to. */
export function readonlyRoot(platform: IContainerPlatform, props: Pick<TaskProps, 'profile'>, { operatingSystem }: TaskRuntime): true | undefined {
  return profileOf(platform, props).readonlyRootFilesystem && !operatingSystem.isWindows() ? true : undefined;
}
