import { aws_ec2 as ec2, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, aws_s3 as s3, Duration } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';

/** Has a bucket for access logs, made when it is first asked for. */
export interface ILogBucketOwner {
  /** The bucket that takes the access logs of load balancers, encrypted with S3's own key. */
  readonly logBucket: s3.IBucket;
}

/** Has a web ACL, made when it is first asked for. */
export interface IWebAclOwner {
  /** The ARN of the web ACL for load balancers that the internet reaches. */
  readonly webAclArn: string;
}

/** What an ingress is told about the service that it leads to. */
export interface IngressContext {
  /** The VPC of the platform. */
  readonly vpc: ec2.IVpc;

  /** The subnets for load balancers that the internet reaches. */
  readonly publicSubnets: ec2.SubnetSelection;

  /** The subnets for load balancers that only the network reaches: those of the tasks. */
  readonly taskSubnets: ec2.SubnetSelection;

  /**
   * Whether the subnets have addresses of IPv6 beside those of IPv4.
   *
   * @default false
   */
  readonly dualStack?: boolean;

  /** The security groups of the tasks. */
  readonly tasks: ec2.IConnectable;

  /** What joins the target groups: the tasks by their addresses, or in bridge and host mode the instances that they run on. */
  readonly targetType: elbv2.TargetType;

  /** The ports of the service, each with a name. */
  readonly ports: ecs.PortMapping[];

  /** Whether load balancers are protected from deletion. */
  readonly deletionProtection: boolean;

  /** Whether load balancers log their requests where the user does not say. */
  readonly accessLogs: boolean;

  /** Where load balancers log their requests. */
  readonly logs: ILogBucketOwner;

  /**
   * The web ACL of load balancers that the internet reaches, where the user does not say.
   *
   * @default - none
   */
  readonly webAcl?: IWebAclOwner;

  /** Whether deployments move the traffic between two target groups. */
  readonly shiftsTraffic: boolean;

  /**
   * The port on which a new version is reached before it gets the traffic.
   *
   * @default - none
   */
  readonly testPort?: number;

  /**
   * Whom `testPort` admits.
   *
   * @default - the first block of addresses of the VPC
   */
  readonly testAllowFrom?: ec2.IPeer[];

  /**
   * The header by which requests reach a new version before it gets the traffic, as `name: value`.
   *
   * @default - none
   */
  readonly testHeader?: string;
}

/** What an ingress decides. */
export interface IngressConfig {
  /**
   * The name of the port that the target group sends its requests to.
   *
   * @default - there is no target group
   */
  readonly portName?: string;

  /**
   * The target group that the tasks join.
   *
   * @default - the tasks join none
   */
  readonly targetGroup?: elbv2.IApplicationTargetGroup;

  /**
   * The target group that the tasks of the next version join, where deployments shift traffic.
   *
   * @default - there is none
   */
  readonly alternateTargetGroup?: elbv2.IApplicationTargetGroup;

  /**
   * The rule that sends production traffic to the target group, and to the alternate one if there is one.
   *
   * @default - there is none
   */
  readonly listenerRule?: elbv2.ApplicationListenerRule;

  /**
   * The rule that sends test traffic.
   *
   * @default - there is none
   */
  readonly testListenerRule?: elbv2.ApplicationListenerRule;

  /**
   * The load balancer that the ingress created.
   *
   * @default - it created none
   */
  readonly applicationLoadBalancer?: elbv2.ApplicationLoadBalancer;

  /**
   * Where the service is reached.
   *
   * @default - not known
   */
  readonly url?: string;

  /**
   * How long ECS ignores failed health checks of a new task, where the user does not say.
   *
   * @default - 1 minute, if there is a target group
   */
  readonly healthCheckGracePeriod?: Duration;

  /**
   * How long a target must fail its health checks to count as unhealthy.
   *
   * @default - not known
   */
  readonly unhealthyAfter?: Duration;

  /**
   * What must exist before the service: it is created after these, and deleted before them.
   *
   * @default - only the target group and what it needs
   */
  readonly dependencies?: IDependable[];
}

/** A way in to a service. Implement it to bring one of your own; `Ingress` has the ready-made ones. */
export interface IIngress {
  /** A word for errors and diagrams, such as `applicationLoadBalancer`. */
  readonly ingressKind: string;

  /**
   * Called once for each service, before the service is made.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: IngressContext): IngressConfig;
}
