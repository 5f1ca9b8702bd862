import { aws_ecs as ecs, Duration } from 'aws-cdk-lib';

/** A container beside the workload's own. */
export interface ContainerSidecarOptions {
  /** The image. */
  readonly image: ecs.ContainerImage;

  /**
   * What the container runs, instead of the image's command. A list of words, not a line for a shell.
   *
   * @default - the image's
   */
  readonly command?: string[];

  /**
   * What the container's command is given to, instead of the image's entry point.
   *
   * @default - the image's
   */
  readonly entryPoint?: string[];

  /**
   * Environment variables that are no secrets: whoever may read the task definition reads them.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * Environment variables from Secrets Manager and Parameter Store. Read when a task starts; the execution role is granted to read them.
   *
   * @default - none
   */
  readonly secrets?: { [name: string]: ecs.Secret };

  /**
   * The directory that the container's process starts in.
   *
   * @default - the image's
   */
  readonly workingDirectory?: string;

  /**
   * The user that the container's process runs as: `name`, `name:group`, `uid` or `uid:gid`.
   *
   * @default - the image's
   */
  readonly user?: string;

  /**
   * Whether the container cannot write to its own file system.
   *
   * @default false
   */
  readonly readonlyRootFilesystem?: boolean;

  /**
   * Whether the task is stopped, and replaced, when this container ends. Without that, a container that ends by mistake is missed by nobody.
   *
   * @default - true, but for one that is to end before the workload's container starts
   */
  readonly essential?: boolean;

  /**
   * The share of the task's CPU units that the container gets while all are busy.
   *
   * @default - what the others leave
   */
  readonly cpu?: number;

  /**
   * The memory beyond which the container is killed.
   *
   * @default - that of the task
   */
  readonly memoryMiB?: number;

  /**
   * The memory that is kept for the container.
   *
   * @default - none
   */
  readonly memoryReservationMiB?: number;

  /**
   * A command in the container that says whether it is healthy.
   *
   * @default - none
   */
  readonly healthCheck?: ecs.HealthCheck;

  /**
   * What the container must have reached before the workload's own starts. With `SUCCESS` it runs first and alone, such as for a migration of files; with
   * `HEALTHY` it needs a `healthCheck`. When a task stops, the workload's container is stopped first.
   *
   * @default - the two start in no order
   */
  readonly startsBefore?: ecs.ContainerDependencyCondition;

  /**
   * How long the container may take to reach that, before the task is given up.
   *
   * @default - as long as Fargate waits
   */
  readonly startTimeout?: Duration;

  /**
   * How long the container may take to stop, from the signal to stop to being killed.
   *
   * @default Duration.seconds(30)
   */
  readonly stopTimeout?: Duration;

  /**
   * The volumes that the container reads and writes: their names in `storage`, by the path where the container sees them.
   *
   * @default - none
   */
  readonly mounts?: { [path: string]: string };

  /**
   * The volumes that the container only reads: their names in `storage`, by the path where the container sees them.
   *
   * @default - none
   */
  readonly readOnlyMounts?: { [path: string]: string };
}
