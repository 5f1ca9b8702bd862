import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { TaskRuntime } from './runtime';

/** The security groups of the instances of the services whose tasks have none of their own: not the handles in their stacks, but those of the pools. */
const instances = new WeakMap<IConstruct, ec2.ISecurityGroup[]>();

export function rememberInstances(service: IConstruct, { hasOwnNetwork, outside, pools }: TaskRuntime): void {
  if (!hasOwnNetwork && !outside) { instances.set(service, [...new Set(pools.flatMap(({ securityGroups = [] }) => securityGroups))]); }
}

/**
 * Opens the tasks of a server to those of a client. A rule lies in the stack of the client, which comes later. One that admits instances lies with
 * the server or, between instances, with their pool: several services have it in common, and EC2 takes the same rule once.
 */
export function openBetween(client: IConstruct & ec2.IConnectable, server: IConstruct & ec2.IConnectable, port: ec2.Port): void {
  const description = 'Connections between services';
  const own = client.connections.securityGroups[0];
  for (const { connections } of instances.get(server) ?? [server]) {
    for (const peer of instances.get(client) ?? []) { connections.allowFrom(peer, port, description); }
    // Not by allowTo(), which warns that the client may call everybody anyhow.
    if (!own) { client.connections.allowTo(server, port, description); } // which says why there is none
    if (!instances.has(client)) { connections.securityGroups.forEach((group) => group.addIngressRule(own, port, description, true)); }
  }
}
