import { aws_ecs as ecs } from 'aws-cdk-lib';
import { AgentConfigFormat } from './pool-image-protocol';

/** How an image that AWS publishes is looked up. */
export interface PublishedImageOptions {
  /**
   * Whether the image is looked up once, and kept in `cdk.context.json` until it is removed there. The stack needs an account and a region.
   *
   * @default - each deployment takes the newest image
   */
  readonly cachedInContext?: boolean;
}

/** What is known of an image of your own. */
export interface CustomImageOptions {
  /**
   * The architecture that the image is for.
   *
   * @default - not known: nothing is checked
   */
  readonly architecture?: ecs.CpuArchitecture;

  /**
   * How the agent of ECS is configured: `AgentConfigFormat.TOML` for Bottlerocket.
   *
   * @default - a shell script on Linux, PowerShell on Windows
   */
  readonly agentConfigFormat?: AgentConfigFormat;

  /**
   * The name of the disk with images and containers.
   *
   * @default - `/dev/xvda` on Linux, `/dev/xvdb` on Bottlerocket, `/dev/sda1` on Windows
   */
  readonly diskName?: string;
}
