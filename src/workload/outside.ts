import { aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PlacementConfig } from '../placement';
import { TaskRuntime } from './runtime';
import { TaskFoundation } from './task';
import { fail } from '../private/fail';
import { constraintsOf, strategiesOf } from '../private/placement';

/** A service on machines outside AWS: the one launch type that is named. */
export function createExternalService(
  scope: Construct, props: ecs.ExternalServiceProps, placement: PlacementConfig | undefined,
): ecs.ExternalService {
  const service = new ecs.ExternalService(scope, 'Service', props);
  const resource = service.node.defaultChild as ecs.CfnService;
  // ECS switches it on where nothing is said, for services that may have it.
  resource.availabilityZoneRebalancing = ecs.AvailabilityZoneRebalancing.DISABLED;
  if (placement) {
    resource.placementStrategies = props.daemon ? undefined : strategiesOf(placement);
    resource.placementConstraints = constraintsOf(placement);
  }
  return service;
}

/**
 * The documents know a runtime platform for AWS's own machines only. The agent tells ECS the processor of its machine, which a constraint can ask for:
 * https://github.com/aws/amazon-ecs-agent/blob/master/ecs-agent/api/ecs/client/ecs_client.go
 */
export function askForArchitecture(taskDefinition: ecs.TaskDefinition, { architecture }: TaskRuntime): void {
  if (!architecture) { return; }
  const expression = `attribute:ecs.cpu-architecture == ${architecture._cpuArchitecture.toLowerCase()}`;
  taskDefinition.addPlacementConstraint(ecs.PlacementConstraint.memberOf(expression));
}

/**
 * Tasks there are in no security group: a rule that seemed to be made would be none. The class is made here and not above, because to name its base
 * loads all of aws-ec2.
 */
export function noConnections(scope: Construct, defaultPort: ec2.Port | undefined): ec2.Connections {
  class NoConnections extends ec2.Connections {
    public addSecurityGroup(): void { failNoSecurityGroup(scope); }
    public allowFrom(): void { failNoSecurityGroup(scope); }
    public allowInternally(): void { failNoSecurityGroup(scope); }
    public allowTo(): void { failNoSecurityGroup(scope); }
  }
  return new NoConnections({ defaultPort });
}

export function securityGroupOf(scope: Construct, { securityGroup }: TaskFoundation): ec2.ISecurityGroup {
  return securityGroup ?? failNoSecurityGroup(scope);
}

function failNoSecurityGroup(scope: Construct): never {
  return fail('R125', {
    given: 'The security group is asked for, and the tasks run on machines outside AWS',
    allowed: 'There they have the network of their machine, and are in no security group',
    remedy: 'Admit the addresses of the machines, as in ec2.Peer.ipv4()',
  }, scope);
}
