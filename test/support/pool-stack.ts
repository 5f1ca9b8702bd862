import { App, aws_ec2 as ec2, aws_ecs as ecs, Environment, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { testApp } from './builders';
import { IInstancePool, InstancePoolConfig, InstancePoolContext } from '../../src';

/** A pool that was bound beside a cluster, without a platform. */
export interface BoundPool {
  readonly config: InstancePoolConfig;
  readonly scope: Construct;
  readonly stack: Stack;
  readonly template: Template;
}

/** What a test wants to be otherwise. */
export interface PoolSetting extends Partial<Pick<InstancePoolContext, 'poolName' | 'publicSubnets'>> {
  readonly stackName?: string;
  readonly env?: Environment;
  readonly app?: App;
}

/** Binds the pool that `make` makes, in a stack with a cluster in a VPC of its own. */
export function boundPool(make: IInstancePool | ((stack: Stack) => IInstancePool), setting: PoolSetting = {}): BoundPool {
  const { poolName = 'web', publicSubnets = false, env, stackName } = setting;
  const stack = new Stack(setting.app ?? testApp(), 'Stack', { env, stackName });
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1, restrictDefaultSecurityGroup: false });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  const scope = new Construct(stack, 'Pool');
  const subnets = { subnetType: publicSubnets ? ec2.SubnetType.PUBLIC : ec2.SubnetType.PRIVATE_WITH_EGRESS };
  const pool = typeof make === 'function' ? make(stack) : make;
  const config = pool.bind(scope, { poolName, cluster, vpc, subnets, publicSubnets });
  return { config, scope, stack, get template() { return Template.fromStack(stack); } };
}

/** The properties of the only resource of a type. */
export function propertiesOf(bound: Pick<BoundPool, 'template'>, type: string): Properties {
  const found = Object.values(bound.template.findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties as Properties;
}

/** Whatever CloudFormation takes. */
export interface Properties { readonly [name: string]: unknown }

interface LaunchTemplateData extends Properties {
  readonly UserData: { readonly 'Fn::Base64': string | { readonly 'Fn::Join': [string, (string | { readonly Ref: string })[]] } };
}

export function launchTemplateDataOf(bound: Pick<BoundPool, 'template'>): LaunchTemplateData {
  return propertiesOf(bound, 'AWS::EC2::LaunchTemplate').LaunchTemplateData as LaunchTemplateData;
}

/** What instances do when they start, with `<Id>` in the place of references. */
export function userDataOf(bound: Pick<BoundPool, 'template'>): string[] {
  const userData = launchTemplateDataOf(bound).UserData['Fn::Base64'];
  const parts = typeof userData === 'string' ? [userData] : userData['Fn::Join'][1];
  return parts.map((part) => typeof part === 'string' ? part : `<${part.Ref}>`).join('').split('\n');
}
