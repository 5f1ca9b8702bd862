import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Deployment, DeploymentConfig, IDeployment, RollingDeploymentOptions, Scaling } from '../../src';
import { templateOf, testService, testStack } from '../support/builders';

function bind(deployment: IDeployment): DeploymentConfig {
  return deployment.bind(testStack(), { networkMode: ecs.NetworkMode.AWS_VPC });
}

test('rolling keeps all tasks, starts as many again, and rolls back', () => {
  expect(bind(Deployment.rolling())).toEqual({
    strategy: ecs.DeploymentStrategy.ROLLING,
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    circuitBreaker: { enable: true, rollback: true },
  });
});

test('recreate stops all tasks first', () => {
  expect(bind(Deployment.recreate())).toMatchObject({ minHealthyPercent: 0, maxHealthyPercent: 100, circuitBreaker: { enable: true } });
});

test('values say what they are', () => {
  expect([Deployment.rolling(), Deployment.recreate()].map((value) => value.deploymentKind)).toEqual(['rolling', 'recreate']);
});

test.each<[string, RollingDeploymentOptions, Partial<DeploymentConfig>]>([
  ['minHealthyPercent', { minHealthyPercent: 50 }, { minHealthyPercent: 50, maxHealthyPercent: 200 }],
  ['maxHealthyPercent', { maxHealthyPercent: 150 }, { minHealthyPercent: 100, maxHealthyPercent: 150 }],
  ['circuitBreaker without rollback', { circuitBreaker: { rollback: false } }, { circuitBreaker: { enable: true, rollback: false } }],
  ['circuitBreaker that is off', { circuitBreaker: { enable: false } }, { circuitBreaker: { enable: false, rollback: false } }],
  ['circuitBreaker with nothing said', { circuitBreaker: { enable: undefined, rollback: undefined } }, { circuitBreaker: { enable: true, rollback: true } }],
])('rolling with %s', (_, options, expected) => {
  expect(bind(Deployment.rolling(options))).toMatchObject(expected);
});

test('the service has the strategy, the percentages and the circuit breaker', () => {
  templateOf(testService({ deployment: Deployment.rolling({ minHealthyPercent: 50, maxHealthyPercent: 150 }), scaling: Scaling.manual(2) }))
    .hasResourceProperties('AWS::ECS::Service', {
      DeploymentConfiguration: {
        Strategy: 'ROLLING',
        MinimumHealthyPercent: 50,
        MaximumPercent: 150,
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      },
    });
});

test('a circuit breaker that is off is said to be', () => {
  templateOf(testService({ deployment: Deployment.rolling({ circuitBreaker: { enable: false } }) })).hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: false, Rollback: false } },
  });
});

test.each([
  ['rolling', Deployment.rolling(), 'ENABLED'],
  ['recreate', Deployment.recreate(), 'DISABLED'],
])('with %s the tasks are balanced over zones where there is room for it', (_, deployment, expected) => {
  templateOf(testService({ deployment })).hasResourceProperties('AWS::ECS::Service', { AvailabilityZoneRebalancing: expected });
});
