import { aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, aws_servicediscovery as cloudmap } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Where a port of a service is reached by other services. */
export interface ServiceEndpoint {
  /** The name of the host. */
  readonly host: string;

  /**
   * The number of the port.
   *
   * @default - DNS tells it: the host has SRV records
   */
  readonly port?: number;

  /**
   * The whole address, such as `http://ledger:8080`.
   *
   * @default - not known before DNS has told the port
   */
  readonly url?: string;

  /** The ports of the tasks, or of their instances, that security groups are to open. */
  readonly openedPort: ec2.Port;

  /**
   * The namespace in which clients must take part in Service Connect to know the host.
   *
   * @default - DNS knows it
   */
  readonly serviceConnectNamespace?: cloudmap.INamespace;
}

/** A service, as others see it. */
export interface IContainerService extends IConstruct, ec2.IConnectable, iam.IGrantable {
  /** The service. */
  readonly service: ecs.BaseService;

  /** The role of the tasks. */
  readonly taskRole: iam.IRole;

  /**
   * Where the service is reached.
   *
   * @default - it has no way in
   */
  readonly url?: string;

  /**
   * Where a port of the service is reached by other services. Switches Service Connect on for the port where the service has no `discovery`.
   *
   * @param portName the name of the port: that of the discovery, if left out
   */
  endpoint(portName?: string): ServiceEndpoint;
}
