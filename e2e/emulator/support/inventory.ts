import { ListCertificatesCommand } from '@aws-sdk/client-acm';
import { DescribeScalableTargetsCommand } from '@aws-sdk/client-application-auto-scaling';
import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand, DescribeResourcePoliciesCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeAddressesCommand, DescribeEgressOnlyInternetGatewaysCommand, DescribeFlowLogsCommand, DescribeInstancesCommand,
  DescribeInternetGatewaysCommand, DescribeLaunchTemplatesCommand, DescribeNatGatewaysCommand, DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand, DescribeSubnetsCommand, DescribeVpcEndpointsCommand, DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import {
  DescribeCapacityProvidersCommand, DescribeClustersCommand, DescribeServicesCommand, ListClustersCommand, ListDaemonsCommand,
  ListDaemonTaskDefinitionsCommand, ListServicesCommand, ListTaskDefinitionsCommand,
} from '@aws-sdk/client-ecs';
import { DescribeLoadBalancersCommand, DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListInstanceProfilesCommand, ListPoliciesCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListHostedZonesCommand, ListResourceRecordSetsCommand } from '@aws-sdk/client-route-53';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { DescribeParametersCommand } from '@aws-sdk/client-ssm';
import { Clients } from './clients';
import { elements } from './plain';

type Lister = (clients: Clients) => Promise<(string | undefined)[]>;

/** All that there is, of each type that can be listed. What AWS keeps as a record of something gone does not count. */
const LISTERS: { readonly [type: string]: Lister } = {
  'AWS::ApplicationAutoScaling::ScalableTarget': async ({ autoscaling }) =>
    (await autoscaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }))).ScalableTargets!
      .map((found) => [found.ResourceId, found.ScalableDimension, found.ServiceNamespace].join('|')),
  'AWS::AutoScaling::AutoScalingGroup': async ({ groups }) =>
    (await groups.send(new DescribeAutoScalingGroupsCommand())).AutoScalingGroups!.map(({ AutoScalingGroupName }) => AutoScalingGroupName),
  'AWS::CertificateManager::Certificate': async ({ acm }) =>
    (await acm.send(new ListCertificatesCommand())).CertificateSummaryList!.map(({ CertificateArn }) => CertificateArn),
  'AWS::CloudWatch::Alarm': async ({ cloudwatch }) => (await cloudwatch.send(new DescribeAlarmsCommand())).MetricAlarms!.map(({ AlarmName }) => AlarmName),
  'AWS::EC2::EgressOnlyInternetGateway': async ({ ec2 }) =>
    (await ec2.send(new DescribeEgressOnlyInternetGatewaysCommand())).EgressOnlyInternetGateways!
      .map(({ EgressOnlyInternetGatewayId }) => EgressOnlyInternetGatewayId),
  'AWS::EC2::EIP': async ({ ec2 }) => (await ec2.send(new DescribeAddressesCommand())).Addresses!.map(({ PublicIp }) => PublicIp),
  'AWS::EC2::FlowLog': async ({ ec2 }) => (await ec2.send(new DescribeFlowLogsCommand())).FlowLogs!.map(({ FlowLogId }) => FlowLogId),
  // Made by groups, too.
  'AWS::EC2::Instance': async ({ ec2 }) =>
    (await ec2.send(new DescribeInstancesCommand())).Reservations!.flatMap(({ Instances = [] }) => Instances)
      .filter(({ State }) => State?.Name !== 'terminated').map(({ InstanceId }) => InstanceId),
  'AWS::EC2::InternetGateway': async ({ ec2 }) =>
    (await ec2.send(new DescribeInternetGatewaysCommand())).InternetGateways!.map(({ InternetGatewayId }) => InternetGatewayId),
  'AWS::EC2::LaunchTemplate': async ({ ec2 }) =>
    (await ec2.send(new DescribeLaunchTemplatesCommand())).LaunchTemplates!.map(({ LaunchTemplateId }) => LaunchTemplateId),
  'AWS::EC2::NatGateway': async ({ ec2 }) =>
    (await ec2.send(new DescribeNatGatewaysCommand())).NatGateways!.filter(({ State }) => State !== 'deleted').map(({ NatGatewayId }) => NatGatewayId),
  'AWS::EC2::RouteTable': async ({ ec2 }) => (await ec2.send(new DescribeRouteTablesCommand())).RouteTables!.map(({ RouteTableId }) => RouteTableId),
  'AWS::EC2::SecurityGroup': async ({ ec2 }) => (await ec2.send(new DescribeSecurityGroupsCommand())).SecurityGroups!.map(({ GroupId }) => GroupId),
  'AWS::EC2::Subnet': async ({ ec2 }) => (await ec2.send(new DescribeSubnetsCommand())).Subnets!.map(({ SubnetId }) => SubnetId),
  'AWS::EC2::VPC': async ({ ec2 }) => (await ec2.send(new DescribeVpcsCommand())).Vpcs!.map(({ VpcId }) => VpcId),
  'AWS::EC2::VPCEndpoint': async ({ ec2 }) =>
    (await ec2.send(new DescribeVpcEndpointsCommand())).VpcEndpoints!
      .filter(({ State }) => String(State).toLowerCase() !== 'deleted').map(({ VpcEndpointId }) => VpcEndpointId),
  'AWS::ECS::CapacityProvider': async ({ ecs }) => (await ecs.send(new DescribeCapacityProvidersCommand())).capacityProviders!.map(({ name }) => name),
  'AWS::ECS::Cluster': async ({ ecs }) => activeClusters({ ecs }).then((clusters) => clusters.map(({ clusterName }) => clusterName)),
  'AWS::ECS::Daemon': async ({ ecs }) => (await ecs.send(new ListDaemonsCommand())).daemonSummariesList!.map(({ daemonArn }) => daemonArn),
  'AWS::ECS::DaemonTaskDefinition': async ({ ecs }) =>
    (await ecs.send(new ListDaemonTaskDefinitionsCommand({ status: 'ACTIVE' }))).daemonTaskDefinitions!.map(({ arn }) => arn),
  'AWS::ECS::Service': activeServices,
  'AWS::ECS::TaskDefinition': async ({ ecs }) => (await ecs.send(new ListTaskDefinitionsCommand({ status: 'ACTIVE' }))).taskDefinitionArns!,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': async ({ elbv2 }) =>
    (await elbv2.send(new DescribeLoadBalancersCommand())).LoadBalancers!.map(({ LoadBalancerArn }) => LoadBalancerArn),
  'AWS::ElasticLoadBalancingV2::TargetGroup': async ({ elbv2 }) =>
    (await elbv2.send(new DescribeTargetGroupsCommand())).TargetGroups!.map(({ TargetGroupArn }) => TargetGroupArn),
  'AWS::Events::Rule': async ({ plain }) => ((await plain.events('ListRules', {})) as { Rules: { Name: string }[] }).Rules.map(({ Name }) => Name),
  'AWS::IAM::InstanceProfile': async ({ iam }) =>
    (await iam.send(new ListInstanceProfilesCommand())).InstanceProfiles!.map(({ InstanceProfileName }) => InstanceProfileName),
  'AWS::IAM::ManagedPolicy': async ({ iam }) => (await iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies!.map(({ Arn }) => Arn),
  'AWS::IAM::Role': async ({ iam }) => (await iam.send(new ListRolesCommand())).Roles!.map(({ RoleName }) => RoleName),
  'AWS::KMS::Key': enabledKeys,
  'AWS::Lambda::Function': async ({ lambda }) => (await lambda.send(new ListFunctionsCommand())).Functions!.map(({ FunctionName }) => FunctionName),
  'AWS::Logs::LogGroup': async ({ logs }) => (await logs.send(new DescribeLogGroupsCommand())).logGroups!.map(({ logGroupName }) => logGroupName),
  'AWS::Logs::ResourcePolicy': async ({ logs }) =>
    (await logs.send(new DescribeResourcePoliciesCommand())).resourcePolicies!.map(({ policyName }) => policyName),
  'AWS::Route53::RecordSet': allRecords,
  'AWS::S3::Bucket': async ({ s3 }) => (await s3.send(new ListBucketsCommand())).Buckets!.map(({ Name }) => Name),
  'AWS::SNS::Subscription': async ({ plain }) => elements(await plain.sns('ListSubscriptions'), 'SubscriptionArn'),
  'AWS::SNS::Topic': async ({ plain }) => elements(await plain.sns('ListTopics'), 'TopicArn'),
  'AWS::SQS::Queue': async ({ sqs }) => (await sqs.send(new ListQueuesCommand())).QueueUrls ?? [],
  'AWS::ServiceDiscovery::HttpNamespace': ({ cloudMap }) => cloudMap.namespaces(),
  'AWS::ServiceDiscovery::Service': ({ cloudMap }) => cloudMap.services(),
  'AWS::SSM::Parameter': async ({ ssm }) =>
    (await ssm.send(new DescribeParametersCommand())).Parameters!.map(({ Name }) => Name).filter((name) => !name?.startsWith('/aws/service/')),
  'AWS::WAFv2::WebACL': async ({ wafv2 }) => ((await wafv2('ListWebACLs', { Scope: 'REGIONAL' })).WebACLs as { Name: string; Id: string }[])
    .map(({ Name, Id }) => `${Name}|${Id}|REGIONAL`),
};

/** The types that `inventoryOf` lists. */
export const LISTED = Object.keys(LISTERS);

/** All that there is in the account, each as its type and its id. */
export async function inventoryOf(clients: Clients): Promise<string[]> {
  const lists = await Promise.all(Object.entries(LISTERS).map(async ([type, list]) => (await list(clients)).map((id) => `${type} ${id}`)));
  return lists.flat().sort();
}

/** Those of services come by themselves, with an alias of theirs; one that waits to be deleted is of no use any more. */
async function enabledKeys({ kms }: Clients): Promise<string[]> {
  const { Aliases } = await kms('ListAliases') as { Aliases: { AliasName: string; TargetKeyId?: string }[] };
  const ofServices = Aliases.filter(({ AliasName }) => AliasName.startsWith('alias/aws/')).map(({ TargetKeyId }) => TargetKeyId);
  const { Keys } = await kms('ListKeys') as { Keys: { KeyId: string }[] };
  const answers = await Promise.all(Keys.map(({ KeyId }) => kms('DescribeKey', { KeyId })));
  const keys = answers.map(({ KeyMetadata }) => KeyMetadata as { KeyId: string; KeyState: string });
  return keys.filter(({ KeyId, KeyState }) => KeyState === 'Enabled' && !ofServices.includes(KeyId)).map(({ KeyId }) => KeyId);
}

async function activeClusters({ ecs }: Pick<Clients, 'ecs'>) {
  const { clusterArns } = await ecs.send(new ListClustersCommand());
  const { clusters } = await ecs.send(new DescribeClustersCommand({ clusters: clusterArns }));
  return clusters!.filter(({ status }) => status === 'ACTIVE');
}

async function activeServices({ ecs }: Clients): Promise<(string | undefined)[]> {
  const clusters = await activeClusters({ ecs });
  const services = await Promise.all(clusters.map(async ({ clusterArn: cluster }) => {
    const { serviceArns } = await ecs.send(new ListServicesCommand({ cluster }));
    return serviceArns?.length ? (await ecs.send(new DescribeServicesCommand({ cluster, services: serviceArns }))).services! : [];
  }));
  return services.flat().filter(({ status }) => status === 'ACTIVE').map(({ serviceArn }) => serviceArn);
}

/** The records of all zones, but those that a zone is made with. */
async function allRecords({ route53 }: Clients): Promise<string[]> {
  const { HostedZones = [] } = await route53.send(new ListHostedZonesCommand());
  const lists = await Promise.all(HostedZones.map(({ Id }) => route53.send(new ListResourceRecordSetsCommand({ HostedZoneId: Id }))));
  return lists.flatMap(({ ResourceRecordSets = [] }) => ResourceRecordSets).filter(({ Type }) => Type !== 'NS' && Type !== 'SOA')
    .map(({ Name, Type }) => `${Name} ${Type}`);
}
