import { PRICES } from './prices';
import { rolloutOf } from './rollout';
import { ofType, Properties, Template, theOne } from './template';

export const HOURS = 730;

/**
 * The metrics that Container Insights may publish for a cluster with one service on Fargate: ten by cluster, service and family of tasks, two more
 * of the cluster and five of the service.
 */
export const INSIGHTS_METRICS = 3 * 10 + 2 + 5;

/** What is there by the hour, used or not. */
export interface Cost {
  readonly natGateways: number;
  readonly loadBalancers: number;
  readonly publicAddresses: number;
  readonly tasks: number;
  readonly virtualCpus: number;
  readonly memoryGb: number;
  /** Tasks on Fargate Spot cost less, by a rate that changes: they are reckoned at the price of Fargate. */
  readonly onSpot: boolean;
  readonly containerInsights: boolean;
}

export function costOf(template: Template): Cost {
  const task = theOne(template, 'AWS::ECS::TaskDefinition');
  const service = theOne(template, 'AWS::ECS::Service');
  const { tasks } = rolloutOf(template);
  const balancers = ofType(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer').map(([, properties]) => properties);
  return {
    natGateways: ofType(template, 'AWS::EC2::NatGateway').length,
    loadBalancers: balancers.length,
    publicAddresses: ofType(template, 'AWS::EC2::EIP').length + sum(balancers.map(addressesOf)) + (hasPublicTasks(service) ? tasks : 0),
    tasks,
    virtualCpus: Number(task.Cpu) / 1024,
    memoryGb: Number(task.Memory) / 1024,
    onSpot: JSON.stringify(service.CapacityProviderStrategy ?? []).includes('FARGATE_SPOT'),
    containerInsights: JSON.stringify(theOne(template, 'AWS::ECS::Cluster').ClusterSettings ?? []).includes('"enabled"'),
  };
}

/** The parts of a month's cost in dollars, by what they are for. */
export function monthOf({ natGateways, loadBalancers, publicAddresses, tasks, virtualCpus, memoryGb }: Cost): { [part: string]: number } {
  return {
    'NAT gateways': natGateways * PRICES.natGateway.dollars * HOURS,
    'load balancer': loadBalancers * PRICES.loadBalancer.dollars * HOURS,
    'public addresses': publicAddresses * PRICES.publicAddress.dollars * HOURS,
    'tasks': tasks * (virtualCpus * PRICES.vcpu.dollars + memoryGb * PRICES.gibibyte.dollars) * HOURS,
  };
}

export function totalOf(cost: Cost): number {
  return sum(Object.values(monthOf(cost)));
}

/** One for each zone; it may take more as it grows. */
function addressesOf({ Scheme, Subnets }: Properties): number {
  return Scheme === 'internet-facing' ? (Subnets as unknown[]).length : 0;
}

function hasPublicTasks({ NetworkConfiguration }: Properties): boolean {
  return (NetworkConfiguration as { AwsvpcConfiguration: Properties }).AwsvpcConfiguration.AssignPublicIp === 'ENABLED';
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
