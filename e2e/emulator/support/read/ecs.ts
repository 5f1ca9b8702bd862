import { DescribeScalableTargetsCommand, DescribeScalingPoliciesCommand, DescribeScheduledActionsCommand } from '@aws-sdk/client-application-auto-scaling';
import {
  DescribeClustersCommand, DescribeDaemonCommand, DescribeDaemonRevisionsCommand, DescribeDaemonTaskDefinitionCommand, DescribeServicesCommand,
  DescribeTaskDefinitionCommand, Service,
} from '@aws-sdk/client-ecs';
import { only, pascalCased, Readers } from './reader';
import { Clients } from '../clients';

export async function readService({ ecs }: Clients, arn: string): Promise<Service> {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: arn.split('/')[1], services: [arn], include: ['TAGS'] }));
  return only(services, arn);
}

async function readCluster({ ecs }: Clients, name: string) {
  const { clusters } = await ecs.send(new DescribeClustersCommand({ clusters: [name], include: ['SETTINGS', 'CONFIGURATIONS'] }));
  return only(clusters, name);
}

export const ECS_READERS: Readers = {
  'AWS::ECS::Cluster': async (clients, name) => {
    const cluster = pascalCased(await readCluster(clients, name)) as { Settings: object };
    return { ...cluster, ClusterSettings: cluster.Settings };
  },
  'AWS::ECS::ClusterCapacityProviderAssociations': async (clients, name) => {
    const cluster = await readCluster(clients, name);
    return { ...pascalCased(cluster) as object, Cluster: cluster.clusterName };
  },
  'AWS::ECS::TaskDefinition': async ({ ecs }, arn) => {
    const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }));
    return pascalCased(taskDefinition) as object;
  },
  'AWS::ECS::Daemon': async ({ ecs }, daemonArn) => {
    const { daemon } = await ecs.send(new DescribeDaemonCommand({ daemonArn }));
    const [revision] = daemon?.currentRevisions ?? [];
    const { daemonRevisions } = await ecs.send(new DescribeDaemonRevisionsCommand({ daemonRevisionArns: [revision.arn!] }));
    return {
      ...pascalCased(daemonRevisions?.[0]) as object,
      ...pascalCased(daemon) as object,
      CapacityProviderArns: revision.capacityProviders?.map(({ arn }) => arn),
      DaemonName: daemonArn.split('/').pop(),
    };
  },
  'AWS::ECS::DaemonTaskDefinition': async ({ ecs }, arn) => {
    const { daemonTaskDefinition } = await ecs.send(new DescribeDaemonTaskDefinitionCommand({ daemonTaskDefinition: arn }));
    return pascalCased(daemonTaskDefinition) as object;
  },
  'AWS::ECS::Service': async (clients, arn) => {
    const service = await readService(clients, arn);
    const [deployment] = service.deployments ?? [];
    const found = { ...pascalCased(deployment) as object, ...pascalCased(service) as object };
    return { ...found, PlacementStrategies: service.placementStrategy?.map(pascalCased), Cluster: arn.split('/')[1] };
  },
  'AWS::ApplicationAutoScaling::ScalableTarget': async ({ autoscaling }, id, properties) => {
    const [resource, dimension] = id.split('|');
    const found = { ServiceNamespace: 'ecs' as const, ScalableDimension: dimension as 'ecs:service:DesiredCount' };
    const { ScalableTargets } = await autoscaling.send(new DescribeScalableTargetsCommand({ ...found, ResourceIds: [resource] }));
    const { ScheduledActions = [] } = await autoscaling.send(new DescribeScheduledActionsCommand({ ...found, ResourceId: resource }));
    const wanted = (properties.ScheduledActions ?? []) as { ScheduledActionName: string }[];
    const actions = wanted.map((action) => ScheduledActions.find(({ ScheduledActionName: name }) => name === action.ScheduledActionName));
    return { ...only(ScalableTargets, id), ScheduledActions: actions };
  },
  'AWS::ApplicationAutoScaling::ScalingPolicy': async ({ autoscaling }, arn) => {
    const { ScalingPolicies = [] } = await autoscaling.send(new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs' }));
    const policy = only(ScalingPolicies.filter(({ PolicyARN }) => PolicyARN === arn), arn);
    return { ...policy, ScalingTargetId: [policy.ResourceId, policy.ScalableDimension, policy.ServiceNamespace].join('|') };
  },
};
