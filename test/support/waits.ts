import { graphOf, reachableFrom } from './graph';
import { Stacks, stackOf } from './stacks';
import { CfnTemplateResource } from './template';

/** A service, and what finds the resources around it. */
interface Surroundings {
  readonly service: Properties;
  readonly task: Properties;
  /** The resources of the given types that a value refers to. */
  readonly targets: (value: unknown, ...types: string[]) => string[];
  /** The resources of the given types of which a part refers to one of these. */
  readonly referring: (to: string[], part: (properties: Properties) => unknown, ...types: string[]) => string[];
  /** The security groups of the load balancers that send requests to these target groups. */
  readonly balancersOf: (targetGroups: string[]) => string[];
}

interface Properties { readonly [name: string]: unknown }

/** What must exist before the first task of a service, and outlive the last one. */
const NEEDS: { [kind: string]: (around: Surroundings) => string[] } = {
  'policy of a role': ({ service, task, targets, referring }) =>
    referring(targets([service, task], 'AWS::IAM::Role'), ({ Roles }) => Roles, 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'),
  'way of the traffic': ({ service, targets, referring }) => referring(
    targets(service.LoadBalancers, 'AWS::ElasticLoadBalancingV2::TargetGroup'),
    ({ Actions, DefaultActions }) => [Actions, DefaultActions],
    'AWS::ElasticLoadBalancingV2::ListenerRule', 'AWS::ElasticLoadBalancingV2::Listener',
  ),
  'opening of a security group': ({ service, targets, referring }) => referring(
    targets(service.NetworkConfiguration, 'AWS::EC2::SecurityGroup'),
    (rule) => rule,
    'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress',
  ),
  'opening for a load balancer': ({ service, balancersOf, targets, referring }) => referring(
    balancersOf(targets(service.LoadBalancers, 'AWS::ElasticLoadBalancingV2::TargetGroup')),
    ({ SourceSecurityGroupId }) => SourceSecurityGroupId,
    'AWS::EC2::SecurityGroupIngress',
  ),
  'mount target': ({ task, targets, referring }) =>
    referring(targets(task.Volumes, 'AWS::EFS::FileSystem'), ({ FileSystemId }) => FileSystemId, 'AWS::EFS::MountTarget'),
  'association of capacity': ({ service, targets, referring }) =>
    referring(targets(service.Cluster, 'AWS::ECS::Cluster'), ({ Cluster }) => Cluster, 'AWS::ECS::ClusterCapacityProviderAssociations'),
  'log group': ({ task, targets }) => targets(task.ContainerDefinitions, 'AWS::Logs::LogGroup'),
};

/** The kinds of what services can need. */
export const KINDS = Object.keys(NEEDS);

export interface Need {
  readonly service: string;
  readonly kind: string;
  readonly resource: string;
}

/** What the services of an app need before their first task. */
export function needsOf(stacks: Stacks): Need[] {
  return stacks.ofType('AWS::ECS::Service').flatMap((service) => {
    const around = surroundingsOf(stacks, service);
    return KINDS.flatMap((kind) => NEEDS[kind](around).map((resource) => ({ service, kind, resource })));
  });
}

/** What services need and do not wait for: they could be created before it, or deleted after it. */
export function missingWaits(stacks: Stacks): Need[] {
  const graph = graphOf(stacks);
  const waits = new Map(stacks.ofType('AWS::ECS::Service').map((service) => [service, reachableFrom(graph, service)]));
  // Another stack that comes after the service, and admits it, has an opening of its own.
  const isOfLaterStack = ({ service, resource }: Need) => stackOf(resource) !== stackOf(service) && reachableFrom(graph, resource).has(service);
  return needsOf(stacks).filter((need) => !waits.get(need.service)!.has(need.resource) && !isOfLaterStack(need));
}

function surroundingsOf(stacks: Stacks, node: string): Surroundings {
  const stack = stackOf(node);
  const service = propertiesOf(stacks.resourceAt(node));
  const [definition] = stacks.targetsOf(stack, service.TaskDefinition);
  const targets = (value: unknown, ...types: string[]) =>
    [...new Set(stacks.targetsOf(stack, value))].filter((target) => types.includes(stacks.resourceAt(target).Type));
  const referring: Surroundings['referring'] = (to, part, ...types) => types.flatMap((type) => stacks.ofType(type))
    .filter((other) => stacks.targetsOf(stackOf(other), part(propertiesOf(stacks.resourceAt(other)))).some((target) => to.includes(target)));
  const follow = (nodes: string[], part: string) =>
    nodes.flatMap((other) => stacks.targetsOf(stackOf(other), propertiesOf(stacks.resourceAt(other))[part]));
  return {
    service,
    task: propertiesOf(stacks.resourceAt(definition)),
    targets,
    referring,
    balancersOf: (targetGroups) => {
      const rules = referring(targetGroups, ({ Actions }) => Actions, 'AWS::ElasticLoadBalancingV2::ListenerRule');
      const listeners = referring(targetGroups, ({ DefaultActions }) => DefaultActions, 'AWS::ElasticLoadBalancingV2::Listener');
      return follow(follow([...listeners, ...follow(rules, 'ListenerArn')], 'LoadBalancerArn'), 'SecurityGroups');
    },
  };
}

function propertiesOf({ Properties = {} }: CfnTemplateResource): Properties {
  return Properties as Properties;
}
