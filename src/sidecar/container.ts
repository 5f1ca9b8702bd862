import { ContainerSidecarOptions } from './options';
import { ISidecar, SidecarConfig } from './protocol';
import { copyOf, given } from '../private/given';

/** Its options are looked at by the workload, as those of every container are. */
export class ContainerSidecar implements ISidecar {
  public readonly sidecarKind = 'container';

  constructor(private readonly options: ContainerSidecarOptions) {}

  public bind(): SidecarConfig {
    const { options } = this;
    return copyOf(given({
      container: given({
        image: options.image,
        command: options.command,
        entryPoint: options.entryPoint,
        environment: options.environment,
        secrets: options.secrets,
        workingDirectory: options.workingDirectory,
        user: options.user,
        readonlyRootFilesystem: options.readonlyRootFilesystem,
        essential: options.essential,
        cpu: options.cpu,
        memoryLimitMiB: options.memoryMiB,
        memoryReservationMiB: options.memoryReservationMiB,
        healthCheck: options.healthCheck,
        startTimeout: options.startTimeout,
        stopTimeout: options.stopTimeout,
      }),
      mounts: options.mounts,
      readOnlyMounts: options.readOnlyMounts,
      startsBefore: options.startsBefore,
    }));
  }
}
