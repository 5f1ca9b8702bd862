import { aws_ecs as ecs, Token } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Capacity, CapacityConfig, ICapacity, InstancePoolConfig, PoolWeight } from '../../src';
import { templateOf, testService, testStack } from '../support/builders';

const BOTH = ['FARGATE', 'FARGATE_SPOT'];

function bind(capacity: ICapacity, capacityProviders: string[] = BOTH): CapacityConfig {
  return capacity.bind(testStack(), { pools: {}, capacityProviders });
}

test('Fargate is Linux in awsvpc mode, through its provider', () => {
  expect(bind(Capacity.fargate())).toEqual({
    compatibility: ecs.Compatibility.FARGATE,
    networkMode: ecs.NetworkMode.AWS_VPC,
    operatingSystem: ecs.OperatingSystemFamily.LINUX,
    capacityProviderStrategies: [{ capacityProvider: 'FARGATE', weight: 1 }],
  });
});

test('values say what they are', () => {
  expect([Capacity.fargate(), Capacity.fargateSpot()].map((value) => value.capacityKind)).toEqual(['fargate', 'fargateSpot']);
});

test.each([
  ['nothing', {}, [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]],
  ['a base', { onDemandBase: 2 }, [{ capacityProvider: 'FARGATE', base: 2, weight: 0 }, { capacityProvider: 'FARGATE_SPOT', weight: 1 }]],
  ['a share', { onDemandWeight: 1, spotWeight: 3 }, [{ capacityProvider: 'FARGATE', base: 0, weight: 1 }, { capacityProvider: 'FARGATE_SPOT', weight: 3 }]],
  ['no Spot', { onDemandWeight: 1, spotWeight: 0 }, [{ capacityProvider: 'FARGATE', base: 0, weight: 1 }, { capacityProvider: 'FARGATE_SPOT', weight: 0 }]],
])('Fargate Spot with %s', (_, options, strategies) => {
  expect(bind(Capacity.fargateSpot(options)).capacityProviderStrategies).toEqual(strategies);
});

test('a cluster without providers runs plain Fargate by its launch type', () => {
  expect(bind(Capacity.fargate(), [])).not.toHaveProperty('capacityProviderStrategies');
  expect(bind(Capacity.fargate(), ['my-instances'])).not.toHaveProperty('capacityProviderStrategies');
});

test('Fargate Spot fails where the cluster does not have it', () => {
  expect(() => bind(Capacity.fargateSpot({ onDemandBase: 1 }), ['FARGATE'])).toThrow('[stevedore.R124] Stack: The capacity uses FARGATE_SPOT');
});

test('what bind returns is a copy', () => {
  const capacity = Capacity.fargate();
  bind(capacity).capacityProviderStrategies!.pop();
  expect(bind(capacity).capacityProviderStrategies).toHaveLength(1);
});

test('a service has a provider strategy and no launch type', () => {
  const capacity = Capacity.fargateSpot({ onDemandBase: 1, onDemandWeight: 1, spotWeight: 4 });
  templateOf(testService({ capacity })).hasResourceProperties('AWS::ECS::Service', {
    LaunchType: Match.absent(),
    CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Base: 1, Weight: 1 }, { CapacityProvider: 'FARGATE_SPOT', Weight: 4 }],
  });
});

test('weights and first tasks that only the deployment knows are passed on', () => {
  const [weight, firstTasks] = ['Weight', 'First'].map((Ref) => Token.asNumber({ Ref }));
  const web: InstancePoolConfig = {
    capacityProviderName: 'web',
    compatibility: ecs.Compatibility.EC2,
    networkModes: [ecs.NetworkMode.AWS_VPC],
    operatingSystem: ecs.OperatingSystemFamily.LINUX,
  };
  const capacity = Capacity.pools({ web: PoolWeight.of(weight, { firstTasks }) });
  expect(capacity.bind(testStack(), { pools: { web }, capacityProviders: BOTH }).capacityProviderStrategies).toEqual([{ capacityProvider: 'web', weight, base: firstTasks }]);
});
