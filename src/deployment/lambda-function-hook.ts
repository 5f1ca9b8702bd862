import { aws_ecs as ecs, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DeploymentHookConfig, IDeploymentHook } from './hook-protocol';
import { fail } from '../private/fail';
import { createRole } from '../private/roles';

export class LambdaFunctionHook implements IDeploymentHook {
  public readonly deploymentHookKind = 'lambdaFunction';

  constructor(private readonly handler: lambda.IFunction, private readonly stages: ecs.DeploymentLifecycleStage[]) {
    checkStages(stages);
  }

  public bind(scope: Construct): DeploymentHookConfig {
    const role = createRole(scope, 'Role', { assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com') });
    // L2's grant would also cover all versions and aliases of the function, of which ECS calls none.
    role.addToPolicy(new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.handler.functionArn] }));
    return {
      target: new ecs.DeploymentLifecycleLambdaTarget(this.handler, 'Hook', { role, lifecycleStages: [...this.stages] }),
      dependencies: [role],
    };
  }
}

function checkStages(stages: ecs.DeploymentLifecycleStage[]): void {
  // aws-cdk-lib's list lags behind the API's by this one.
  const known = [...Object.values<string>(ecs.DeploymentLifecycleStage), 'PRE_PRODUCTION_TRAFFIC_SHIFT'];
  const twice = stages.find((stage, position) => stages.indexOf(stage) !== position);
  const wrong = stages.find((stage) => !known.includes(stage));
  if (stages.length > 0 && twice === undefined && wrong === undefined) { return; }
  const given = twice === undefined ? `the unknown stage '${wrong}'` : `${twice} twice`;
  fail('DeploymentHook', {
    given: stages.length === 0 ? 'A hook has no stages' : `A hook has ${given}`,
    allowed: 'It is called at one stage or several, once each',
    remedy: 'Give some of ecs.DeploymentLifecycleStage',
  });
}
