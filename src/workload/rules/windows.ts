import { aws_ecs as ecs } from 'aws-cdk-lib';
import { ContainerFacts } from './facts';
import { Rule } from './rule';
import { Code } from '../../private/codes';
import { Finding } from '../../private/fail';

/** What containers on Windows cannot have. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html */
const UNSUPPORTED: [code: Code, prop: string, isGiven: (options: ecs.ContainerDefinitionOptions) => boolean, allowed: string][] = [
  ['R36', 'memoryReservationMiB', ({ memoryReservationMiB }) => memoryReservationMiB !== undefined, 'Windows keeps no memory for a container'],
  ['R38', 'readonlyRootFilesystem', ({ readonlyRootFilesystem }) => readonlyRootFilesystem === true, 'Containers on Windows can write to their own file system'],
  ['R39', 'user', ({ user }) => user !== undefined, 'ECS hands on no user to containers on Windows: they run as the user of their image'],
];

/** What a container may say where it runs on Windows. */
export const windowsRules: Rule<ContainerFacts>[] = [
  ...UNSUPPORTED.map(([code, prop, isGiven, allowed]) => ({
    code,
    find: ({ options, prefix, operatingSystem }: ContainerFacts): Finding | undefined => operatingSystem.isWindows() && isGiven(options) ? {
      given: `${prefix}${prop} is given, and the containers run on ${operatingSystem._operatingSystemFamily}`,
      allowed,
      remedy: 'Leave it out',
    } : undefined,
  })),
  { code: 'R28', find: findNoMemory },
  { code: 'ReadOnlyMount', find: findReadOnlyMount },
];

/** Tasks on Windows have no memory of their own that their containers could share. */
function findNoMemory({ options, prefix, operatingSystem }: ContainerFacts): Finding | undefined {
  return !operatingSystem.isWindows() || options.memoryLimitMiB !== undefined ? undefined : {
    given: `${prefix}memoryMiB is left out, and the containers run on ${operatingSystem._operatingSystemFamily}`,
    allowed: 'On Windows each container has memory of its own, and the task has none',
    remedy: `Give ${prefix}memoryMiB`,
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-ebs-config.html */
function findReadOnlyMount({ mounts, operatingSystem }: ContainerFacts): Finding | undefined {
  const mount = operatingSystem.isWindows() ? mounts.find(({ readOnly }) => readOnly) : undefined;
  return mount && {
    given: `${mount.prop} has the volume '${mount.volume}' for reading only, and the containers run on ${operatingSystem._operatingSystemFamily}`,
    allowed: 'The documents of ECS want volumes on Windows to be writable',
    remedy: 'Leave readOnly out, or use mounts instead of readOnlyMounts',
  };
}
