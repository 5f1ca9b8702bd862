import { aws_autoscaling as autoscaling, aws_ec2 as ec2, aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { ExistingPoolOptions, InstancePool } from '../../src';
import { boundPool, propertiesOf } from '../support/pool-stack';

const { AWS_VPC, NAT } = ecs.NetworkMode;

function imported(stack: Stack): autoscaling.IAutoScalingGroup {
  return autoscaling.AutoScalingGroup.fromAutoScalingGroupName(stack, 'Mine', 'mine');
}

function ofThisApp(stack: Stack): autoscaling.AutoScalingGroup {
  return new autoscaling.AutoScalingGroup(stack, 'Mine', {
    vpc: stack.node.findChild('Vpc') as ec2.Vpc, machineImage: ecs.EcsOptimizedImage.amazonLinux2023(), instanceType: new ec2.InstanceType('m7i.large'),
  });
}

function bound(make: (stack: Stack) => autoscaling.IAutoScalingGroup, options?: ExistingPoolOptions) {
  return boundPool((stack) => InstancePool.existing(make(stack), options));
}

test('an imported group gets a capacity provider, and nothing else', () => {
  const pool = bound(imported);
  expect(Object.keys(pool.template.toJSON().Resources as object).filter((id) => id.startsWith('Pool'))).toEqual([expect.stringMatching(/^PoolProvider/)]);
  expect(propertiesOf(pool, 'AWS::ECS::CapacityProvider').AutoScalingGroupProvider).toMatchObject({ AutoScalingGroupArn: 'mine', ManagedDraining: 'ENABLED' });
});

test('what is not known is left out', () => {
  expect(Object.keys(bound(imported).config).sort()).toEqual([
    'autoScalingGroup', 'capacityProviderName', 'compatibility', 'networkModes', 'operatingSystem',
  ]);
});

test('what the user knows is told', () => {
  const facts = {
    operatingSystem: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE,
    architecture: ecs.CpuArchitecture.X86_64,
    gpuCount: 2,
    maxInstances: 3,
    instanceAttributes: { rack: '1' },
  };
  expect(bound(imported, facts).config).toMatchObject({ ...facts, networkModes: [AWS_VPC, NAT] });
});

test('of a group of this app more is known', () => {
  const { config } = bound(ofThisApp);
  expect(config.securityGroups).toHaveLength(1);
  expect(config.instanceRole).toBeDefined();
});

test('a group of this app can be protected, and deleted nonetheless', () => {
  const pool = bound(ofThisApp, { managedTerminationProtection: true });
  expect(propertiesOf(pool, 'AWS::AutoScaling::AutoScalingGroup').NewInstancesProtectedFromScaleIn).toBe(true);
  pool.template.resourceCountIs('Custom::ScaleInProtection', 1);
});

test('Windows Server 2016 has the mode of Docker only', () => {
  const operatingSystem = ecs.OperatingSystemFamily.WINDOWS_SERVER_2016_FULL;
  expect(bound(imported, { operatingSystem }).config.networkModes).toEqual([NAT]);
});
