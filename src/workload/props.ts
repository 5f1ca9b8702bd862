import { aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, Duration } from 'aws-cdk-lib';
import { ICapacity } from '../capacity';
import { IDeployment } from '../deployment';
import { IDiscovery } from '../discovery';
import { IIngress } from '../ingress';
import { ILogging } from '../logging';
import { IPlacement } from '../placement';
import { IContainerPlatform, Profile } from '../platform';
import { IScaling } from '../scaling';
import { ISidecar } from '../sidecar';
import { IStorage } from '../storage';
import { IWorkQueue } from '../work-queue';
import { PortSpec } from './port-spec';

/** The container that a workload runs. */
export interface ContainerProps {
  /** The image. */
  readonly image: ecs.ContainerImage;

  /**
   * The name of the container in the task.
   *
   * @default 'main'
   */
  readonly containerName?: string;

  /**
   * The port that the container listens on, for HTTP. Short for `ports: { main: PortSpec.http(…) }`, and not together with it.
   *
   * @default - 80 where the service has an ingress or a discovery, else none
   */
  readonly port?: number;

  /**
   * The ports that the container listens on, by name.
   *
   * @default - as `port` says
   */
  readonly ports?: { [name: string]: PortSpec };

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
   * A command in the container that says whether it is healthy, beside the checks of a load balancer.
   *
   * @default - none
   */
  readonly healthCheck?: ecs.HealthCheck;

  /**
   * How long the container may take to stop, from the signal to stop to being killed.
   *
   * @default Duration.seconds(30)
   */
  readonly stopTimeout?: Duration;
}

/** The task that a workload runs. */
export interface TaskProps extends ContainerProps {
  /**
   * The CPU units of a task; 1024 are a virtual CPU.
   *
   * @default 256
   */
  readonly cpu?: number;

  /**
   * The memory of a task. A number that Fargate does not offer for the `cpu` is raised to the next that it does.
   *
   * @default - 512, or the least that Fargate offers for the `cpu`
   */
  readonly memoryMiB?: number;

  /**
   * The processor that the image is built for.
   *
   * @default - that of the pool, and on pools of different ones any: the image is for all of them; ecs.CpuArchitecture.X86_64 on Fargate
   */
  readonly architecture?: ecs.CpuArchitecture;

  /**
   * The operating system that the image is built for. Only checked: the capacity has it.
   *
   * @default - that of the pool; ecs.OperatingSystemFamily.LINUX on Fargate
   */
  readonly operatingSystem?: ecs.OperatingSystemFamily;

  /**
   * How the tasks are connected to the network. With `AWS_VPC` each has a network interface of its own, with addresses of the subnets and a security
   * group; with `BRIDGE` and `HOST` they share those of their instance. Another mode replaces the target groups of the service.
   *
   * @default - that of the capacity: ecs.NetworkMode.AWS_VPC; for daemons that of Docker: ecs.NetworkMode.BRIDGE, on Windows ecs.NetworkMode.NAT
   */
  readonly networkMode?: ecs.NetworkMode;

  /**
   * How many GPUs of its instance the container has for itself. Pools only.
   *
   * @default - none
   */
  readonly gpuCount?: number;

  /**
   * The disk space of a task, beyond the 20 GiB that are free.
   *
   * @default - 20 GiB
   */
  readonly ephemeralStorageGiB?: number;

  /**
   * Containers that run beside the workload's own, by name.
   *
   * @default - none
   */
  readonly sidecars?: { [name: string]: ISidecar };

  /**
   * Volumes of the task, by name. Sidecars mount them by that name.
   *
   * @default - none
   */
  readonly storage?: { [volumeName: string]: IStorage };

  /**
   * What the container may do in AWS.
   *
   * @default - a role is created that may do nothing; grant to it
   */
  readonly taskRole?: iam.IRole;

  /**
   * What ECS may do to start the task: pull the image, read secrets, write logs. What it needs is granted to it.
   *
   * @default - a role is created
   */
  readonly executionRole?: iam.IRole;

  /**
   * The name of the task definition's family.
   *
   * @default - made of the construct's path
   */
  readonly family?: string;

  /**
   * Where the output of the container goes.
   *
   * @default Logging.cloudWatch()
   */
  readonly logging?: ILogging;

  /**
   * Whether people who are granted it by `grantExec()` open sessions in the containers, with ECS Exec. The platform has the key and the log of
   * sessions, so that it needs `execEnabled` as well. A change concerns tasks that start after it: they are replaced.
   *
   * @default - the platform's: false
   */
  readonly execEnabled?: boolean;

  /**
   * The platform that the workload runs on.
   *
   * @default - a platform of the stack's own in production profile, `ContainerPlatform.ofStack()`
   */
  readonly platform?: IContainerPlatform;

  /**
   * Other defaults for this workload than the platform's.
   *
   * @default - the platform's profile
   */
  readonly profile?: Profile;
}

/** A task, and its place in the network. */
export interface NetworkedTaskProps extends TaskProps {
  /**
   * The subnets that tasks run in.
   *
   * @default - the platform's
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * Security groups of the tasks, beside their own.
   *
   * @default - none
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
}

/** A task, and where it runs. */
export interface PlacedTaskProps extends NetworkedTaskProps {
  /**
   * Where tasks run.
   *
   * @default - the profile's: Fargate in production and regulated, Fargate Spot in development and preview
   */
  readonly capacity?: ICapacity;

  /**
   * Whether tasks get a public address.
   *
   * @default - yes in public subnets, where they have no other way out
   */
  readonly assignPublicIp?: boolean;
}

/** A service: tasks that run for ever. */
export interface ContainerServiceProps extends PlacedTaskProps {
  /**
   * The way in.
   *
   * @default - none: the service is not reached from outside
   */
  readonly ingress?: IIngress;

  /**
   * How other services find this one.
   *
   * @default - by Service Connect, once a service connects to it with `connectTo()`
   */
  readonly discovery?: IDiscovery;

  /**
   * Queues that the service works on, by name. The container finds `orders` by the environment variable `ORDERS_QUEUE_URL`.
   *
   * @default - none
   */
  readonly queues?: { [name: string]: IWorkQueue };

  /**
   * How many tasks run.
   *
   * @default - a fixed number, the profile's: 2 in production and regulated, 1 in development and preview
   */
  readonly scaling?: IScaling;

  /**
   * How a new version takes over.
   *
   * @default Deployment.rolling()
   */
  readonly deployment?: IDeployment;

  /**
   * On which instances of its pools the tasks run. Pools only: a service that moves to Fargate leaves it out in a
   * deployment before.
   *
   * @default - any instance that has room, evenly over the availability zones
   */
  readonly placement?: IPlacement;

  /**
   * Whether ECS moves tasks between availability zones until they are even, by starting one where one is missing and stopping one where there are too
   * many. It wants a `maxHealthyPercent` above 100, and a placement that spreads over zones first, or none. A change starts no deployment.
   *
   * @default - ecs.AvailabilityZoneRebalancing.ENABLED wherever ECS can do it, as for new services of ECS itself; else DISABLED
   */
  readonly availabilityZoneRebalancing?: ecs.AvailabilityZoneRebalancing;

  /**
   * How long failed health checks of a new task are ignored.
   *
   * @default - 1 minute with a load balancer, or as long as a target takes to count as unhealthy
   */
  readonly healthCheckGracePeriod?: Duration;

  /**
   * Where the tags of tasks come from, beside those that ECS gives them itself: what tasks cost is found by their tags.
   *
   * @default - as the platform says: ecs.PropagatedTagSource.SERVICE
   */
  readonly propagateTags?: ecs.PropagatedTagSource;

  /**
   * The name of the service. A name of your own stands in the way of a replacement.
   *
   * @default - CloudFormation makes a name
   */
  readonly serviceName?: string;
}
