import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { TaskRuntime } from './runtime';
import { warn } from '../private/fail';
import { limitsOf } from '../private/limits';

/** How many load balancers a group of instances admits. */
const balancers = new WeakMap<ec2.ISecurityGroup, number>();

/** Tasks in bridge and host mode are reached through the group of their instances, which gets a rule for the load balancer of each service. */
export function countBalancer(scope: IConstruct, { hasOwnNetwork, pools }: TaskRuntime): void {
  if (hasOwnNetwork) { return; }
  const most = limitsOf(scope).securityGroupRules;
  for (const group of new Set(pools.flatMap(({ securityGroups = [] }) => securityGroups))) {
    const count = (balancers.get(group) ?? 0) + 1;
    balancers.set(group, count);
    if (count > most) { warnOfRules(scope, group, count, most); }
  }
}

function warnOfRules(scope: IConstruct, group: ec2.ISecurityGroup, count: number, most: number): void {
  warn('SecurityGroupRules', {
    given: `The security group '${group.node.path}' of the instances admits ${count} load balancers, each by a rule of its own`,
    allowed: `A security group has ${most} rules, unless AWS raised that quota for the account`,
    remedy: 'Run some of the services in another pool or with networkMode awsvpc, or have the quota raised and say so in the context '
      + '{ "cdk-stevedore:limits": { "securityGroupRules": 120 } }',
  }, scope);
}
