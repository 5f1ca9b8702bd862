import { aws_ecs as ecs, aws_lambda as lambda } from 'aws-cdk-lib';
import { IDeploymentHook } from './hook-protocol';
import { LambdaFunctionHook } from './lambda-function-hook';

/** What ECS calls in the course of a deployment, and waits for. */
export class DeploymentHook {
  /**
   * A Lambda function that is called at each of the stages. It answers with `{ "hookStatus": "SUCCEEDED" }`, `FAILED`, which takes the deployment
   * back, or `IN_PROGRESS`, to be called again after 30 seconds; any other answer counts as `FAILED`. It is called while ECS goes back, too.
   * Creates a role by which ECS calls it; you pay for its runs.
   *
   * @param handler the function
   * @param stages when it is called
   */
  public static lambdaFunction(handler: lambda.IFunction, stages: ecs.DeploymentLifecycleStage[]): IDeploymentHook {
    return new LambdaFunctionHook(handler, stages);
  }

  private constructor() {}
}
