import { aws_ec2 as ec2, aws_ecs as ecs, Duration, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import {
  BlueGreenDeploymentOptions, CanaryDeploymentOptions, ContainerService, Deployment, DeploymentConfig, IDeployment, Ingress, LinearDeploymentOptions,
} from '../../src';
import { templateOf, testService, testStack } from '../support/builders';

const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

function bind(deployment: IDeployment): DeploymentConfig {
  return deployment.bind(testStack(), { networkMode: ecs.NetworkMode.AWS_VPC });
}

function web(deployment: IDeployment): ContainerService {
  return testService({ deployment, ingress: Ingress.applicationLoadBalancer() });
}

/** The rules by their priority. */
function rules(service: ContainerService): { [priority: number]: { Properties: { [name: string]: unknown } } } {
  const found = Object.values(templateOf(service).findResources(RULE));
  return Object.fromEntries(found.map((rule) => [rule.Properties.Priority, rule])) as ReturnType<typeof rules>;
}

test('values say what they are', () => {
  expect([Deployment.blueGreen(), Deployment.linear(), Deployment.canary()].map((value) => value.deploymentKind)).toEqual(['blueGreen', 'linear', 'canary']);
});

test('all of them keep the old tasks, start as many again, and roll back', () => {
  for (const deployment of [Deployment.blueGreen(), Deployment.linear(), Deployment.canary()]) {
    expect(bind(deployment)).toMatchObject({
      minHealthyPercent: 100, maxHealthyPercent: 200, shiftsTraffic: true, circuitBreaker: { enable: true, rollback: true },
    });
  }
});

test.each<[string, IDeployment, object]>([
  ['blueGreen, if unsaid', Deployment.blueGreen(), { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 10, LinearConfiguration: Match.absent(), CanaryConfiguration: Match.absent() }],
  ['blueGreen', Deployment.blueGreen({ bakeTime: Duration.hours(1) }), { BakeTimeInMinutes: 60 }],
  ['linear, if unsaid', Deployment.linear(), {
    Strategy: 'LINEAR', BakeTimeInMinutes: 10, LinearConfiguration: { StepPercent: 10, StepBakeTimeInMinutes: 6 }, CanaryConfiguration: Match.absent(),
  }],
  ['linear', Deployment.linear({ stepPercent: 33.3, stepBakeTime: Duration.minutes(1), bakeTime: Duration.minutes(0) }), {
    BakeTimeInMinutes: 0, LinearConfiguration: { StepPercent: 33.3, StepBakeTimeInMinutes: 1 },
  }],
  ['canary, if unsaid', Deployment.canary(), {
    Strategy: 'CANARY', BakeTimeInMinutes: 10, CanaryConfiguration: { CanaryPercent: 5, CanaryBakeTimeInMinutes: 10 }, LinearConfiguration: Match.absent(),
  }],
  ['canary', Deployment.canary({ percent: 0.1, canaryBakeTime: Duration.days(1), bakeTime: Duration.minutes(1) }), {
    BakeTimeInMinutes: 1, CanaryConfiguration: { CanaryPercent: 0.1, CanaryBakeTimeInMinutes: 1440 },
  }],
  ['a circuit breaker that is off', Deployment.canary({ circuitBreaker: { enable: false } }), { DeploymentCircuitBreaker: { Enable: false, Rollback: false } }],
])('the service has what is said: %s', (_, deployment, expected) => {
  templateOf(web(deployment)).hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: Match.objectLike(expected) });
});

test('ECS is told both target groups, the rule of the traffic and a role of its own', () => {
  const service = web(Deployment.blueGreen());
  const stack = Stack.of(service);
  templateOf(service).hasResourceProperties('AWS::ECS::Service', {
    LoadBalancers: [{
      ContainerName: 'main',
      ContainerPort: 80,
      TargetGroupArn: stack.resolve(service.targetGroup().targetGroupArn) as unknown,
      AdvancedConfiguration: {
        AlternateTargetGroupArn: stack.resolve(service.alternateTargetGroup().targetGroupArn) as unknown,
        ProductionListenerRule: stack.resolve(service.listenerRule().listenerRuleArn) as unknown,
        RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('LoadBalancerRole'), 'Arn'] },
        TestListenerRule: Match.absent(),
      },
    }],
  });
});

test('both target groups take addresses, and check them alike', () => {
  const [blue, green] = Object.values(templateOf(web(Deployment.canary())).findResources('AWS::ElasticLoadBalancingV2::TargetGroup'));
  expect(blue.Properties).toMatchObject({ TargetType: 'ip' });
  expect(green.Properties).toEqual(blue.Properties);
});

test('the role of ECS lies beside the service, not under it', () => {
  const service = web(Deployment.canary());
  expect(service.node.tryFindChild('LoadBalancerRole')).toBeDefined();
  expect(service.service.node.findAll().filter((node) => node.node.id.endsWith('Role'))).toEqual([]);
});

test.each<[string, IDeployment]>([
  ['rolling', Deployment.rolling()], ['recreate', Deployment.recreate()], ['blueGreen', Deployment.blueGreen()],
  ['linear', Deployment.linear()], ['canary', Deployment.canary()],
])('with %s the rule forwards to both groups, all of it to the first', (_, deployment) => {
  const service = web(deployment);
  const arn = (group: { targetGroupArn: string }) => Stack.of(service).resolve(group.targetGroupArn) as unknown;
  expect(rules(service)).toEqual({
    100: expect.objectContaining({
      Properties: expect.objectContaining({
        Actions: [{
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: arn(service.targetGroup()), Weight: 100 },
              { TargetGroupArn: arn(service.alternateTargetGroup()), Weight: 0 },
            ],
          },
        }],
      }) as unknown,
    }) as unknown,
  });
});

describe('test traffic', () => {
  test('comes to a port of its own, which only the network reaches', () => {
    const service = web(Deployment.blueGreen({ testPort: 8080 }));
    const template = templateOf(service);
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', { Port: 8080, Protocol: 'HTTP', DefaultActions: [Match.objectLike({ Type: 'fixed-response' })] });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: Match.arrayWith([Match.objectLike({ CidrIp: { 'Fn::GetAtt': [Match.stringLikeRegexp('Vpc'), 'CidrBlock'] }, FromPort: 8080, ToPort: 8080 })]),
    });
    const { 50: test, 100: production } = rules(service);
    expect(test.Properties).toEqual({
      ...production.Properties, Priority: 50, ListenerArn: { Ref: expect.stringContaining('LoadBalancerTest') as unknown },
    });
    template.hasResourceProperties('AWS::ECS::Service', {
      LoadBalancers: [{ AdvancedConfiguration: { TestListenerRule: { Ref: Match.stringLikeRegexp('TestRule') } } }],
    });
  });

  test('admits whom it names', () => {
    const service = web(Deployment.blueGreen({ testPort: 8080, testAllowFrom: [ec2.Peer.ipv4('192.0.2.0/24')] }));
    templateOf(service).hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [Match.objectLike({ FromPort: 80 }), Match.objectLike({ CidrIp: '192.0.2.0/24', FromPort: 8080 })],
    });
  });

  test('comes by a header, before the traffic', () => {
    const { 50: test, 100: production } = rules(web(Deployment.canary({ testHeader: 'x-version: next' })));
    expect(test.Properties).toEqual({
      ...production.Properties,
      Priority: 50,
      Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-version', Values: ['next'] } }],
    });
  });

  test('comes by a header to the same hosts only', () => {
    const service = testService({
      deployment: Deployment.canary({ testHeader: 'x-version:next ' }), ingress: Ingress.applicationLoadBalancer({ hosts: ['a.example.com'] }),
    });
    expect(rules(service)[50].Properties.Conditions).toEqual([
      { Field: 'host-header', HostHeaderConfig: { Values: ['a.example.com'] } },
      { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-version', Values: ['next'] } },
    ]);
  });

  test('over HTTPS has the same certificates', () => {
    const service = testService({
      deployment: Deployment.blueGreen({ testPort: 8443 }),
      ingress: Ingress.applicationLoadBalancer({ certificates: [{ certificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/a' }] }),
    });
    const listeners = templateOf(service).findResources('AWS::ElasticLoadBalancingV2::Listener', { Properties: { Protocol: 'HTTPS' } });
    const [production, test] = Object.values(listeners).map(({ Properties }) => Properties as { [name: string]: unknown });
    expect(test).toEqual({ ...production, Port: 8443 });
  });
});

test('without a load balancer the strategy is the service\'s alone', () => {
  const template = templateOf(testService({ deployment: Deployment.blueGreen() }));
  template.hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: { Strategy: 'BLUE_GREEN' }, LoadBalancers: [] });
  template.resourcePropertiesCountIs('AWS::IAM::Role', { AssumeRolePolicyDocument: { Statement: [Match.objectLike({ Principal: { Service: 'ecs.amazonaws.com' } })] } }, 0);
});

test.each<[string, BlueGreenDeploymentOptions & LinearDeploymentOptions & CanaryDeploymentOptions, (options: object) => IDeployment]>([
  ['bake time of a day', { bakeTime: Duration.days(1) }, Deployment.blueGreen],
  ['step of 3 per cent', { stepPercent: 3 }, Deployment.linear],
  ['step of 100 per cent', { stepPercent: 100 }, Deployment.linear],
  ['waits of 33 hours', { stepPercent: 50, stepBakeTime: Duration.minutes(1440), bakeTime: Duration.minutes(540) }, Deployment.linear],
  ['canary of 100 per cent', { percent: 100 }, Deployment.canary],
  ['canary of 29.9 per cent', { percent: 29.9 }, Deployment.canary],
])('a %s is just right', (_, options, make) => {
  expect(() => web(make(options))).not.toThrow();
});
