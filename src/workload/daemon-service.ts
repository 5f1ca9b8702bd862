import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { bindDeployment, bindPlacement } from './assemble';
import { instancesOf } from './daemon-pools';
import { ContainerDaemonProps } from './daemon-props';
import { enableExec } from './exec';
import { addDependencies, createService, deployWhenMoved, ServiceParts } from './service';
import { Deployment, IDeployment } from '../deployment';
import { Placement } from '../placement';

/** What a daemon is made of, whatever the kind of its instances. */
export type DaemonParts = Omit<ServiceParts, 'deployment' | 'ingress' | 'placement'>;

/** A daemon on the instances of Auto Scaling groups is a service, which finds them by an attribute. */
export function createDaemonService(
  scope: Construct, props: ContainerDaemonProps, pools: string[], taskDefinition: ecs.TaskDefinition, parts: DaemonParts,
): ecs.BaseService {
  const instances = parts.runtime.outside ? undefined : instancesOf(scope, parts.platform.pools, pools);
  const deployment = bindDeployment(scope, { deployment: rollOut(props) }, parts.runtime);
  const placement = bindPlacement(scope, { placement: instances === undefined ? undefined : Placement.memberOf(instances) }, parts.runtime);
  const serviceParts = { ...parts, deployment, placement };
  const service = createService(scope, props, taskDefinition, serviceParts);
  enableExec(service.node.defaultChild as ecs.CfnService, props, parts);
  if (instances !== undefined) { deployWhenMoved(service, instances); }
  addDependencies(service, serviceParts);
  return service;
}

/** ECS takes no other greatest percentage for a daemon: an instance never has two of its tasks. */
function rollOut({ minHealthyPercent = 0 }: ContainerDaemonProps): IDeployment {
  return Deployment.rolling({ minHealthyPercent, maxHealthyPercent: 100 });
}
