import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';

/** What a hook is told. */
export interface DeploymentHookContext {
  /** The name of the hook: its key. */
  readonly hookName: string;
}

/** What a hook decides. */
export interface DeploymentHookConfig {
  /** What ECS calls. It brings its role with it: one that is made as late as the template is written escapes tags and checks. */
  readonly target: ecs.IDeploymentLifecycleHookTarget;

  /**
   * What must exist before the service, so that ECS may call it.
   *
   * @default - nothing
   */
  readonly dependencies?: IDependable[];
}

/** What ECS calls in the course of a deployment, and waits for. Implement it to bring one of your own; `DeploymentHook` has the ready-made ones. */
export interface IDeploymentHook {
  /** A word for errors and diagrams, such as `lambdaFunction`. */
  readonly deploymentHookKind: string;

  /**
   * Called once for each workload.
   *
   * @param scope a scope of its own, for whatever it creates
   * @param context what it may know
   */
  bind(scope: Construct, context: DeploymentHookContext): DeploymentHookConfig;
}
