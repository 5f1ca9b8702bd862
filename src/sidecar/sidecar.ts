import { ContainerSidecar } from './container';
import { ContainerSidecarOptions } from './options';
import { ISidecar } from './protocol';

/** What runs beside the workload's own container, in the same task. */
export class Sidecar {
  /**
   * A container of an image. It shares the task's network with the others, which reach its ports at `localhost` and need no mapping, its role, and its
   * CPU and memory. Its output goes where the workload's does.
   *
   * Creates nothing beside the container. It costs what the task has to be larger for it.
   */
  public static container(options: ContainerSidecarOptions): ISidecar {
    return new ContainerSidecar(options);
  }

  private constructor() {}
}
