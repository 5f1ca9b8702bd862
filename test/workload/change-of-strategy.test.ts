import { aws_ec2 as ec2, aws_ecs as ecs, aws_lambda as lambda, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Deployment, DeploymentHook, IDeployment, IDeploymentHook, Ingress, RollbackAlarm } from '../../src';
import { importedVpc } from '../platform/imported-vpc';
import { devPlatform, templateOf, testService, testStack } from '../support/builders';
import { goneWith, replacedBy } from '../support/replacements';
import { CfnTemplate, CfnTemplateResource } from '../support/template';

type Resources = NonNullable<CfnTemplate['Resources']>;

const STRATEGIES: { [name: string]: () => IDeployment } = {
  rolling: () => Deployment.rolling(),
  blueGreen: () => Deployment.blueGreen(),
  linear: () => Deployment.linear({ stepPercent: 20, stepBakeTime: Duration.minutes(1) }),
  canary: () => Deployment.canary({ percent: 10, canaryBakeTime: Duration.minutes(1) }),
};

const NAMES = Object.keys(STRATEGIES);
const PAIRS = NAMES.flatMap((from) => NAMES.filter((to) => to !== from).map((to): [string, string] => [from, to]));

/** What carries the traffic. */
const TRAFFIC = ['AWS::ElasticLoadBalancingV2::ListenerRule', 'AWS::ElasticLoadBalancingV2::TargetGroup'];

test.each(PAIRS)('from %s to %s, only the configuration of the deployment changes', (from, to) => {
  const [before, after] = [from, to].map((name) => resourcesWith(STRATEGIES[name]));
  expect(Object.keys(after)).toEqual(Object.keys(before));
  const changed = Object.keys(before).filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]));
  expect(changed.map((id) => before[id].Type)).toEqual(['AWS::ECS::Service']);
  expect(propertiesThatDiffer(before[changed[0]], after[changed[0]])).toEqual(['DeploymentConfiguration']);
});

test.each<[string, (scope: Construct) => IDeployment, string[], string[]]>([
  ['a test port', () => Deployment.canary({ testPort: 9443, testAllowFrom: [ec2.Peer.ipv4('192.0.2.0/24')] }), [
    'AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerRule',
  ], ['AWS::EC2::SecurityGroup', 'AWS::ECS::Service']],
  ['a test header', () => Deployment.blueGreen({ testHeader: 'x-version: next' }), ['AWS::ElasticLoadBalancingV2::ListenerRule'], ['AWS::ECS::Service']],
  ['hooks', (scope) => Deployment.linear({ hooks: { probe: hookOf(scope) } }), ['AWS::IAM::Policy', 'AWS::IAM::Role'], ['AWS::ECS::Service']],
  ['alarms', () => Deployment.canary({ rollbackAlarms: { errors: RollbackAlarm.http5xx(), cpu: RollbackAlarm.cpu() } }), ['AWS::CloudWatch::Alarm'], [
    'AWS::ECS::Service',
  ]],
])('from rolling to shifted traffic with %s and back, what is there stays', (_, deployment, added, changed) => {
  const [rolling, shifted] = [STRATEGIES.rolling, deployment].map(resourcesWith);
  expect(goneWith(rolling, shifted)).toEqual({});
  expect([...new Set(Object.values(goneWith(shifted, rolling)))].sort()).toEqual(added);
  expect(replacedBy(rolling, shifted)).toEqual([]);
  const differing = Object.keys(rolling).filter((id) => JSON.stringify(rolling[id]) !== JSON.stringify(shifted[id]));
  expect(differing.map((id) => rolling[id].Type).sort()).toEqual(changed);
  expect(differing.filter((id) => TRAFFIC.includes(rolling[id].Type))).toEqual([]);
});

function propertiesThatDiffer(before: CfnTemplateResource, after: CfnTemplateResource): string[] {
  const [a, b] = [before, after].map(({ Properties }) => Properties as { [name: string]: unknown });
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
}

function hookOf(scope: Construct): IDeploymentHook {
  const probe = lambda.Function.fromFunctionArn(scope, 'Probe', 'arn:aws:lambda:eu-west-1:111111111111:function:probe');
  return DeploymentHook.lambdaFunction(probe, [ecs.DeploymentLifecycleStage.POST_SCALE_UP]);
}

function resourcesWith(deployment: (scope: Construct) => IDeployment): Resources {
  const stack = testStack();
  const platform = devPlatform(stack, { vpc: importedVpc(stack, ['public']) });
  const service = testService({ platform, ingress: Ingress.applicationLoadBalancer(), deployment: deployment(new Construct(stack, 'Given')) }, stack);
  return (templateOf(service).toJSON() as CfnTemplate).Resources!;
}
