import { aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IInstancePool, InstancePoolConfig, InstancePoolContext } from '../../src';

const LINUX_MODES = [ecs.NetworkMode.AWS_VPC, ecs.NetworkMode.BRIDGE, ecs.NetworkMode.HOST, ecs.NetworkMode.NONE];

/** A pool of the user's own, which says what a test wants of it and makes a security group only. */
export class TestPool implements IInstancePool {
  public readonly instancePoolKind = 'test';

  constructor(private readonly facts: Partial<InstancePoolConfig> = {}) {}

  public bind(scope: Construct, context: InstancePoolContext): InstancePoolConfig {
    return {
      capacityProviderName: `provider-${context.poolName}`,
      compatibility: ecs.Compatibility.EC2,
      networkModes: LINUX_MODES,
      operatingSystem: ecs.OperatingSystemFamily.LINUX,
      architecture: ecs.CpuArchitecture.X86_64,
      gpuCount: 0,
      maxInstances: 10,
      securityGroups: [new ec2.SecurityGroup(scope, 'Instances', { vpc: context.vpc })],
      ...this.facts,
    };
  }
}
