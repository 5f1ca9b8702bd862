import { aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

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
}
