import { aws_ecs as ecs, Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { StorageConfig } from '../storage';
import { ContainerParts, ContainerPlan, planContainers } from './container-plan';
import { initProcess } from './exec';
import { portsOf, takeHostPorts } from './host-ports';
import { TaskProps } from './props';
import { applyRules, containerRules, imageRules, partsRules } from './rules';
import { TaskRuntime } from './runtime';
import { acknowledge } from '../private/acknowledge';
import { limitsOf } from '../private/limits';

export function addContainers(taskDefinition: ecs.TaskDefinition, props: TaskProps, parts: ContainerParts): ecs.ContainerDefinition {
  const [ownPlan, ...sidecarPlans] = planContainers(props, parts);
  const plans = [{ ...ownPlan, options: { ...ownPlan.options, ...initProcess(taskDefinition, parts) } }, ...sidecarPlans];
  checkContainers(taskDefinition, plans, parts);
  const [own, ...sidecars] = plans.map((plan) => addContainer(taskDefinition, plan));
  sidecars.forEach((container, index) => {
    const condition = plans[index + 1].startsBefore;
    if (condition) { own.addContainerDependencies({ container, condition }); }
  });
  setUnknownGpus(taskDefinition, props.gpuCount);
  declareVolumes(taskDefinition, parts.storage);
  acknowledgeFindings(taskDefinition, props, plans, parts.runtime);
  return own;
}

/** Every container is held against the same rules, whoever wants it. */
function checkContainers(taskDefinition: ecs.TaskDefinition, containers: ContainerPlan[], { plan, storage, runtime, ingress }: ContainerParts): void {
  const workload = taskDefinition.node.scope as IConstruct;
  const limits = limitsOf(workload);
  const { onFargate, operatingSystem } = runtime;
  for (const container of containers) { applyRules(containerRules, { ...container, limits, onFargate, operatingSystem }, workload); }
  applyRules(partsRules, { plan, containers, storage, limits, runtime, ingress }, workload);
  takeHostPorts(workload, portsOf(containers, plan), runtime);
}

function addContainer(taskDefinition: ecs.TaskDefinition, { id, prefix, options, mounts }: ContainerPlan): ecs.ContainerDefinition {
  const container = taskDefinition.addContainer(id, options);
  applyRules(imageRules, { container, prefix }, taskDefinition);
  container.addMountPoints(...mounts.map(({ path, volume, readOnly }) => ({ containerPath: path, sourceVolume: volume, readOnly })));
  return container;
}

/** L2 leaves a number out that it does not know. The workload's own container is first. */
function setUnknownGpus(taskDefinition: ecs.TaskDefinition, gpuCount: number | undefined): void {
  if (!Token.isUnresolved(gpuCount)) { return; }
  const resource = taskDefinition.node.defaultChild as ecs.CfnTaskDefinition;
  resource.addPropertyOverride('ContainerDefinitions.0.ResourceRequirements', [{ Type: 'GPU', Value: Tokenization.stringifyNumber(gpuCount!) }]);
}

/** L2 takes a mount of a volume that nobody declares. */
function declareVolumes(taskDefinition: ecs.TaskDefinition, storage: Map<string, StorageConfig>): void {
  for (const [name, { volume }] of storage) { taskDefinition.addVolume({ ...volume, name }); }
}

function acknowledgeFindings(taskDefinition: ecs.TaskDefinition, props: TaskProps, plans: ContainerPlan[], runtime: TaskRuntime): void {
  // cdk-nag does not look at the task definitions of managed daemons.
  if (!runtime.isManagedDaemon && plans.some(({ options }) => Object.keys(options.environment ?? {}).length > 0)) { acknowledge(taskDefinition, 'AwsSolutions-ECS2'); }
  if (!props.executionRole && plans.some(({ options }) => !(options.image instanceof ecs.RepositoryImage))) {
    acknowledge(taskDefinition.obtainExecutionRole(), 'AwsSolutions-IAM5[Resource::*]');
  }
}
