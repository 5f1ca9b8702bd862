import {
  aws_certificatemanager as acm, aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, aws_route53 as route53, Duration,
} from 'aws-cdk-lib';

/** Who can reach a load balancer. */
export enum Visibility {
  /** The internet. */
  PUBLIC = 'PUBLIC',

  /** The VPC, and whom `allowFrom` names beyond it. */
  INTERNAL = 'INTERNAL',
}

/** The name that a service is reached by, over HTTPS. */
export interface DomainOptions {
  /** The hosted zone that the names are in. */
  readonly zone: route53.IHostedZone;

  /** The full name, such as `www.example.com`. */
  readonly name: string;

  /**
   * More full names for the same service, in the same zone.
   *
   * @default - none
   */
  readonly aliases?: string[];

  /**
   * An existing certificate for the names, in the region of the service.
   *
   * @default - a certificate is created and validated through the zone
   */
  readonly certificate?: acm.ICertificate;

  /**
   * Whether to create the alias records of the names.
   *
   * @default true
   */
  readonly createRecord?: boolean;
}

/** How requests go from a load balancer to the tasks. */
export interface ApplicationTargetOptions {
  /**
   * The name of the port that the requests come to.
   *
   * @default - `main`, or the only port
   */
  readonly portName?: string;

  /**
   * How the load balancer finds out which tasks are healthy. What is left out has the defaults of the next line.
   *
   * @default - `/` each 10 seconds, 5 seconds to answer with 200 to 399; healthy after 2, unhealthy after 3
   */
  readonly healthCheck?: elbv2.HealthCheck;

  /**
   * How long a task that is to stop may finish its requests.
   *
   * @default Duration.seconds(30)
   */
  readonly deregistrationDelay?: Duration;
}

/** An Application Load Balancer of the service's own. */
export interface ApplicationLoadBalancerOptions extends ApplicationTargetOptions {
  /**
   * Who can reach it. A change replaces the load balancer, its name and its target group; while it goes on, requests fail.
   *
   * @default Visibility.PUBLIC
   */
  readonly visibility?: Visibility;

  /**
   * The name that the service is reached by. It makes the load balancer speak HTTPS.
   *
   * @default - the load balancer's own name, over HTTP unless `certificates` are given
   */
  readonly domain?: DomainOptions;

  /**
   * Certificates for HTTPS, beside the domain's: for names whose DNS is kept elsewhere.
   *
   * @default - none
   */
  readonly certificates?: elbv2.IListenerCertificate[];

  /**
   * Whether HTTP requests are sent on to HTTPS.
   *
   * @default - true where the load balancer speaks HTTPS
   */
  readonly redirectHttp?: boolean;

  /**
   * The TLS versions and ciphers that clients may use.
   *
   * @default elbv2.SslPolicy.TLS13_12_RES_PQ
   */
  readonly sslPolicy?: elbv2.SslPolicy;

  /**
   * Whom the load balancer's security group admits.
   *
   * @default - everyone (IPv4) for a public one, the first block of addresses of the VPC for an internal one
   */
  readonly allowFrom?: ec2.IPeer[];

  /**
   * The host names that the service answers to beside the domain's, with `*` and `?` as wildcards; requests to others get a 404. An empty list
   * admits all names.
   *
   * @default - the domain's names only, or all names where there is no domain
   */
  readonly hosts?: string[];

  /**
   * Whether requests are logged, into the platform's log bucket.
   *
   * @default - the profile's: yes in production and regulated, no in development and preview
   */
  readonly accessLogs?: boolean;

  /**
   * The ARN of a web ACL of yours for the load balancer, of its region. An internal one has none but this.
   *
   * @default - the platform's, where the profile wants one (`webAcl`) and the internet reaches the load balancer
   */
  readonly webAcl?: string;

  /**
   * How long a connection may be silent.
   *
   * @default Duration.minutes(1)
   */
  readonly idleTimeout?: Duration;
}
