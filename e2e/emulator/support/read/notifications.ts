import { DescribeResourcePoliciesCommand } from '@aws-sdk/client-cloudwatch-logs';
import { only, Readers } from './reader';
import { attributes } from '../plain';

export const NOTIFICATION_READERS: Readers = {
  'AWS::Events::Rule': async ({ plain }, Name) => {
    const rule = await plain.events('DescribeRule', { Name }) as { EventPattern: string };
    const { Targets } = await plain.events('ListTargetsByRule', { Rule: Name }) as { Targets: object[] };
    return { ...rule, EventPattern: JSON.parse(rule.EventPattern) as object, Targets };
  },
  'AWS::Logs::ResourcePolicy': async ({ logs }, name) => {
    const { resourcePolicies } = await logs.send(new DescribeResourcePoliciesCommand());
    const { policyName, policyDocument } = only(resourcePolicies?.filter((found) => found.policyName === name), name);
    return { PolicyName: policyName, PolicyDocument: policyDocument };
  },
  'AWS::SNS::Subscription': async ({ plain }, SubscriptionArn) => attributes(await plain.sns('GetSubscriptionAttributes', { SubscriptionArn })),
  'AWS::SNS::Topic': async ({ plain }, TopicArn) => attributes(await plain.sns('GetTopicAttributes', { TopicArn })),
  'AWS::SNS::TopicPolicy': async ({ plain }, _id, properties) => {
    const topics = properties.Topics as string[];
    const [{ Policy }] = await Promise.all(topics.map(async (TopicArn) => attributes(await plain.sns('GetTopicAttributes', { TopicArn }))));
    return { Topics: topics, PolicyDocument: JSON.parse(Policy) as object };
  },
};
