import { aws_elasticloadbalancingv2 as elbv2, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ContainerService, Deployment, IDeployment, IIngress, Ingress, IngressConfig, Scaling } from '../../src';
import { templateOf, testService } from '../support/builders';
import { Minute } from '../support/metric-math';
import { measured, policyOf, queriesOf } from '../support/scaling';

const ARN = 'arn:aws:elasticloadbalancing:us-east-1:111111111111:targetgroup/mine/0123456789abcdef';
const STRATEGIES = [Deployment.rolling(), Deployment.blueGreen(), Deployment.canary()];

/** A way in with one group that exists already. Its load balancer is known to nobody here. */
class Imported implements IIngress {
  public readonly ingressKind = 'imported';

  public bind(scope: Construct): IngressConfig {
    const targetGroup = elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(scope, 'TargetGroup', { targetGroupArn: ARN });
    return { portName: 'main', targetGroup };
  }
}

function web(deployment: IDeployment = Deployment.rolling(), ingress: IIngress = Ingress.applicationLoadBalancer()): ContainerService {
  return testService({ ingress, deployment, scaling: Scaling.automatic({ min: 1, max: 9, requestsPerTarget: 800 }) });
}

test('the target is what a task gets in a minute', () => {
  expect(policyOf(web(), 'Requests').targetValue).toBe(800);
});

test.each<[string, Minute, number | undefined]>([
  ['before the first deployment', { group1: 500, group2: undefined }, 500],
  ['after a deployment that exchanged the groups', { group1: undefined, group2: 500 }, 500],
  ['while a canary gets a tenth, and each group has all of its tasks', { group1: 450, group2: 50 }, 500],
  ['a minute that is late is not one without requests', { group1: undefined, group2: undefined }, undefined],
])('%s the requests of both groups count', (_, minute, expected) => {
  expect(measured(web(Deployment.canary()), 'Requests', minute)).toBe(expected);
});

test('the average of each group is published as its sum, and found without the load balancer', () => {
  const service = web(Deployment.blueGreen());
  const groups = [service.targetGroup(), service.alternateTargetGroup()];
  const { group1, group2 } = queriesOf(service, 'Requests');
  expect([group1, group2].map(({ metricStat }) => metricStat)).toEqual(groups.map(({ targetGroupArn }) => ({
    metric: {
      namespace: 'AWS/ApplicationELB',
      metricName: 'RequestCountPerTarget',
      dimensions: [{ name: 'TargetGroup', value: { 'Fn::Select': [5, { 'Fn::Split': [':', Stack.of(service).resolve(targetGroupArn)] }] } }],
    },
    stat: 'Sum',
  })));
});

test('a change of the strategy moves and changes no policy', () => {
  const [rolling, ...others] = STRATEGIES.map((deployment) => templateOf(web(deployment)).findResources('AWS::ApplicationAutoScaling::ScalingPolicy'));
  expect(Object.keys(rolling)).toHaveLength(1);
  expect(others).toEqual(others.map(() => rolling));
});

test('one group that was imported needs no maths and no load balancer', () => {
  expect(policyOf(web(Deployment.rolling(), new Imported()), 'Requests').customizedMetricSpecification).toEqual({
    metrics: [{
      id: 'group1',
      metricStat: {
        metric: {
          namespace: 'AWS/ApplicationELB',
          metricName: 'RequestCountPerTarget',
          dimensions: [{ name: 'TargetGroup', value: 'targetgroup/mine/0123456789abcdef' }],
        },
        stat: 'Sum',
      },
    }],
  });
});

test('requests take the place of the CPU', () => {
  templateOf(web()).resourceCountIs('AWS::ApplicationAutoScaling::ScalingPolicy', 1);
});
