import { aws_ec2 as ec2 } from 'aws-cdk-lib';

/** The endpoints of a network whose tasks reach AWS through nothing else. */
export interface EndpointSettings {
  /**
   * Services that the programs in the containers call, beside those that the workloads are known to need for their images, logs, secrets and
   * queues: `ec2.InterfaceVpcEndpointAwsService.XRAY`, for instance. Each is an interface endpoint.
   *
   * @default - none
   */
  readonly endpoints?: ec2.InterfaceVpcEndpointAwsService[];

  /**
   * The ids of other accounts whose roles the tasks take on. The endpoints that the workloads are known to need pass on what roles and users of the
   * platform's account ask for, and of these.
   *
   * @default - none
   */
  readonly trustedAccounts?: string[];

  /**
   * Services that the VPC has an interface endpoint for already, with private DNS. A VPC takes no second one. Those that were made below the VPC in
   * the same app are found.
   *
   * @default - none
   */
  readonly existingEndpoints?: ec2.InterfaceVpcEndpointAwsService[];

  /**
   * Whether the route tables of the tasks have an endpoint for S3 already. They take no second one. One that was made below the VPC in the same
   * app is found.
   *
   * @default false
   */
  readonly existingS3Endpoint?: boolean;

  /**
   * Whom the endpoints admit, on port 443.
   *
   * @default - the first block of addresses of the VPC
   */
  readonly endpointsAllowFrom?: ec2.IPeer[];
}
