import { DescribeScalableTargetsCommand, DescribeScalingPoliciesCommand } from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeClustersCommand, DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { DescribeListenersCommand, DescribeLoadBalancersCommand, DescribeRulesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetRolePolicyCommand, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import echoed from '../echoed.json';
import { Clients } from '../support/clients';
import { Deployed } from '../support/expected';
import { readService } from '../support/read/ecs';
import { readQueue } from '../support/read/others';

type Show = (clients: Clients, id: string) => Promise<string>;

/** What AWS says of a resource, in a line. What is only echoed is marked: echoed.json. */
const SHOWN: { readonly [type: string]: Show } = {
  'AWS::ECS::Cluster': async ({ ecs }, name) => {
    const [cluster] = (await ecs.send(new DescribeClustersCommand({ clusters: [name], include: ['SETTINGS'] }))).clusters ?? [];
    const settings = cluster.settings?.map((setting) => `${setting.name} ${setting.value}`);
    return `cluster ${name}: ${[...cluster.capacityProviders ?? [], ...settings ?? []].join(', ')}`;
  },
  'AWS::ECS::Service': async (clients, arn) => {
    const service = await readService(clients, arn);
    const { subnets = [], assignPublicIp } = service.networkConfiguration?.awsvpcConfiguration ?? {};
    const { strategy, minimumHealthyPercent, maximumPercent } = service.deploymentConfiguration ?? {};
    return [
      `service ${service.serviceName}: tasks wanted: ${service.desiredCount}, ${subnets.length} subnets, public addresses ${assignPublicIp?.toLowerCase()}`,
      mark('deploymentConfiguration', `${strategy} ${minimumHealthyPercent}-${maximumPercent} %`),
      mark('capacityProviderStrategy', service.capacityProviderStrategy?.map(({ capacityProvider, weight }) => `${capacityProvider} ${weight}`).join(', ')),
    ].join(', ');
  },
  'AWS::ECS::TaskDefinition': async ({ ecs }, arn) => {
    const { taskDefinition: found } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }));
    const [container] = found?.containerDefinitions ?? [];
    return `task definition ${found?.family}:${found?.revision}: ${container.image}, ${found?.cpu} CPU units, ${found?.memory} MiB, ${found?.networkMode}`;
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': async ({ elbv2 }, arn) => {
    const [balancer] = (await elbv2.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] }))).LoadBalancers ?? [];
    return `load balancer ${balancer.LoadBalancerName}: ${balancer.Type}, ${balancer.Scheme}, ${balancer.AvailabilityZones?.length} zones`;
  },
  'AWS::ElasticLoadBalancingV2::Listener': async ({ elbv2 }, arn) => {
    const [listener] = (await elbv2.send(new DescribeListenersCommand({ ListenerArns: [arn] }))).Listeners ?? [];
    return `listener: ${listener.Protocol} ${listener.Port}, else ${listener.DefaultActions?.[0].Type}`;
  },
  'AWS::ElasticLoadBalancingV2::ListenerRule': async ({ elbv2 }, arn) => {
    const [rule] = (await elbv2.send(new DescribeRulesCommand({ RuleArns: [arn] }))).Rules ?? [];
    const weights = rule.Actions?.[0].ForwardConfig?.TargetGroups?.map(({ Weight }) => Weight) ?? [];
    return `rule ${rule.Priority}: to ${weights.length} target groups with weights ${weights.join(' and ')}`;
  },
  'AWS::SQS::Queue': async (clients, url) => {
    const queue: { [name: string]: unknown } = await readQueue(clients, url);
    const redrive = queue.RedrivePolicy as { maxReceiveCount: number; deadLetterTargetArn: string } | undefined;
    const after = redrive ? `, after ${redrive.maxReceiveCount} times to ${redrive.deadLetterTargetArn.split(':').pop()}` : '';
    return `queue ${url.split('/').pop()}: ${queue.VisibilityTimeout} s out of sight, kept ${Number(queue.MessageRetentionPeriod) / 86_400} days${after}`;
  },
  'AWS::ApplicationAutoScaling::ScalableTarget': async ({ autoscaling }, id) => {
    const { ScalableTargets = [] } = await autoscaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs', ResourceIds: [id.split('|')[0]] }));
    return `scaling: ${ScalableTargets[0].MinCapacity} to ${ScalableTargets[0].MaxCapacity} tasks`;
  },
  'AWS::ApplicationAutoScaling::ScalingPolicy': async ({ autoscaling, cloudwatch }, arn) => {
    const { ScalingPolicies = [] } = await autoscaling.send(new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs' }));
    const policy = ScalingPolicies.find(({ PolicyARN }) => PolicyARN === arn);
    const { TargetValue, CustomizedMetricSpecification, PredefinedMetricSpecification } = policy?.TargetTrackingScalingPolicyConfiguration ?? {};
    const metric = PredefinedMetricSpecification?.PredefinedMetricType ?? CustomizedMetricSpecification?.MetricName ?? 'metrics of its own';
    const names = policy?.Alarms?.map(({ AlarmName }) => AlarmName!) ?? [];
    const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: names }));
    return `scaling policy: ${metric} at ${TargetValue}, with ${MetricAlarms.length} alarms of its own`;
  },
  'AWS::CloudWatch::Alarm': async ({ cloudwatch }, name) => {
    const [alarm] = (await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [name] }))).MetricAlarms ?? [];
    return `alarm ${name}: ${alarm.MetricName ?? 'expression'} ${alarm.ComparisonOperator} ${alarm.Threshold}`;
  },
  'AWS::IAM::Role': async ({ iam }, name) => {
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: name }));
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name }));
    const documents = await Promise.all(PolicyNames.map((policy) => iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName: policy }))));
    const allowed = documents.flatMap(({ PolicyDocument = '' }) => actionsOf(PolicyDocument));
    return `role ${name}: ${[...allowed, ...AttachedPolicies.map(({ PolicyName }) => PolicyName)].join(', ') || 'nothing'}`;
  },
};

/** What is shown of these resources and not acted on, in lines. */
export function echoes(resources: readonly Deployed[]): string[] {
  const types = ['AWS::CloudFormation::Stack', ...resources.map(({ type }) => type)];
  const there = (beginning: string) => types.some((type) => type === beginning || type.startsWith(`${beginning}::`));
  const { service, deployment, deploymentOfService, taskDefinition } = echoed.ecs;
  const ofService = [...service, ...[...deployment, ...deploymentOfService].map((member) => `deployments.${member}`)];
  return [
    'What is echoed was kept from the request, and nothing acts on it:',
    `AWS::ECS::Service (echoed): ${ofService.join(', ')}`,
    `AWS::ECS::TaskDefinition (echoed): ${taskDefinition.join(', ')}`,
    ...Object.entries(echoed.neverHappens).filter(([type]) => there(type)).map(([type, what]) => `${type} (echoed): ${what}`),
    ...echoed.doneAtOnce.filter(there).map((type) => `${type} (echoed): its function is not called`),
    ...Object.entries(echoed.forgotten).filter(([type]) => there(type)).map(([type, names]) => `${type} (dropped): ${names.join(', ')}`),
  ];
}

/** What AWS says of these resources: a line each, by type, for the types that tell something. */
export async function show(clients: Clients, resources: readonly Deployed[]): Promise<string[]> {
  const types = Object.keys(SHOWN);
  const told = resources.filter(({ type }) => types.includes(type)).sort((a, b) => types.indexOf(a.type) - types.indexOf(b.type));
  return Promise.all(told.map(({ type, id }) => SHOWN[type](clients, id)));
}

function mark(member: string, text = 'none'): string {
  return echoed.ecs.service.includes(member) ? `${text} (echoed)` : text;
}

function actionsOf(policy: string): string[] {
  const { Statement } = JSON.parse(policy.startsWith('%') ? decodeURIComponent(policy) : policy) as { Statement: { Action: string | string[] }[] };
  return [Statement].flat().flatMap(({ Action }) => Action);
}
