import {
  DescribeListenersCommand, DescribeLoadBalancerAttributesCommand, DescribeLoadBalancersCommand, DescribeRulesCommand,
  DescribeTargetGroupAttributesCommand, DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { named, only, Readers } from './reader';

export const ELBV2_READERS: Readers = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': async ({ elbv2 }, arn, properties) => {
    const balancer = only((await elbv2.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] }))).LoadBalancers, arn);
    const { Attributes } = await elbv2.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn }));
    return {
      ...balancer,
      Name: balancer.LoadBalancerName,
      Subnets: balancer.AvailabilityZones?.map(({ SubnetId }) => SubnetId),
      LoadBalancerAttributes: named(Attributes, properties.LoadBalancerAttributes),
    };
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': async ({ elbv2 }, arn, properties) => {
    const group = only((await elbv2.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] }))).TargetGroups, arn);
    const { Attributes } = await elbv2.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn: arn }));
    return { ...group, Name: group.TargetGroupName, TargetGroupAttributes: named(Attributes, properties.TargetGroupAttributes) };
  },
  'AWS::ElasticLoadBalancingV2::Listener': async ({ elbv2 }, arn) =>
    only((await elbv2.send(new DescribeListenersCommand({ ListenerArns: [arn] }))).Listeners, arn),
  'AWS::ElasticLoadBalancingV2::ListenerRule': async ({ elbv2 }, arn) => ({
    ...only((await elbv2.send(new DescribeRulesCommand({ RuleArns: [arn] }))).Rules, arn),
    ListenerArn: arn.replace(':listener-rule/', ':listener/').split('/').slice(0, -1).join('/'),
  }),
};
