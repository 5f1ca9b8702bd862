import { aws_ecs as ecs, aws_servicediscovery as cloudmap } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';

/** Has a namespace of Cloud Map, in which services find each other. */
export interface INamespaceOwner {
  /**
   * The namespace.
   *
   * @default - there is none
   */
  readonly cloudMapNamespace?: cloudmap.INamespace;
}

/** What a discovery is told about the service that is to be found. */
export interface DiscoveryContext {
  /** The workload's id, from which names are made. */
  readonly workloadName: string;

  /** Who has the namespace. */
  readonly namespaceOwner: INamespaceOwner;

  /** The network mode of the tasks. */
  readonly networkMode: ecs.NetworkMode;

  /** The ports of the service, each with a name. */
  readonly ports: ecs.PortMapping[];
}

/** What a discovery decides. */
export interface DiscoveryConfig {
  /**
   * Whether a proxy of Service Connect runs in each task. With `false` the service can neither connect nor be connected to by Service Connect.
   *
   * @default - only where the service connects, or is connected to, by Service Connect
   */
  readonly serviceConnect?: boolean;

  /**
   * The ports that other services reach by Service Connect. Each has a `dnsName` and a `discoveryName`.
   *
   * @default - none
   */
  readonly services?: ecs.ServiceConnectService[];

  /**
   * How the proxies log each request.
   *
   * @default - they do not
   */
  readonly accessLogs?: ecs.ServiceConnectAccessLogConfiguration;

  /**
   * The service of Cloud Map that the tasks are registered with: one, as ECS takes no more.
   *
   * @default - they are registered with none
   */
  readonly registry?: cloudmap.IService;

  /**
   * The name of the port that the registry leads to.
   *
   * @default - none is told
   */
  readonly registryPortName?: string;

  /**
   * The name in DNS by which the registry is asked.
   *
   * @default - the service cannot be connected to by the registry
   */
  readonly registryHost?: string;

  /**
   * What must exist before the service: it is created after these, and deleted before them.
   *
   * @default - only what it refers to
   */
  readonly dependencies?: IDependable[];
}

/** How other services find a service. Implement it to bring a way of your own; `Discovery` has the ready-made ones. */
export interface IDiscovery {
  /** A word for errors and diagrams, such as `serviceConnect`. */
  readonly discoveryKind: string;

  /**
   * Called once for each service, before the service is made.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: DiscoveryContext): DiscoveryConfig;
}
