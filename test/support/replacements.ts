import { referencesOf } from './references';
import { CfnTemplateResource } from './template';

interface Resources { readonly [logicalId: string]: CfnTemplateResource }

/**
 * Properties whose change replaces a resource: `createOnlyProperties` in the schemas of CloudFormation, as cfn-lint 1.58.0 has them. A task
 * definition is not listed: each of its versions is a new resource.
 */
const CREATE_ONLY: { readonly [type: string]: readonly string[] } = {
  'AWS::ApplicationAutoScaling::ScalableTarget': ['ResourceId', 'ScalableDimension', 'ServiceNamespace'],
  'AWS::CloudWatch::Alarm': ['AlarmName'],
  'AWS::EC2::SecurityGroup': ['GroupDescription', 'GroupName', 'VpcId'],
  'AWS::EC2::Subnet': ['AvailabilityZone', 'CidrBlock', 'VpcId'],
  'AWS::EC2::VPC': ['CidrBlock'],
  'AWS::ECS::Cluster': ['ClusterName'],
  'AWS::ECS::ClusterCapacityProviderAssociations': ['Cluster'],
  // LaunchType only at times: here always, since nothing is to change it.
  'AWS::ECS::Service': ['Cluster', 'LaunchType', 'Role', 'SchedulingStrategy', 'ServiceName'],
  'AWS::ElasticLoadBalancingV2::Listener': ['LoadBalancerArn'],
  'AWS::ElasticLoadBalancingV2::ListenerRule': ['ListenerArn'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['Name', 'Scheme', 'Type'],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['IpAddressType', 'Name', 'Port', 'Protocol', 'ProtocolVersion', 'TargetType', 'VpcId'],
  'AWS::IAM::Role': ['Path', 'RoleName'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SQS::Queue': ['FifoQueue', 'QueueName'],
  'AWS::WAFv2::WebACL': ['Name', 'Scope'],
  'AWS::WAFv2::WebACLAssociation': ['ResourceArn', 'WebACLArn'],
};

/** What an update would replace, as `type: property`: what changes in such a property, and what is named in one by what is replaced. */
export function replacedBy(before: Resources, after: Resources): string[] {
  const common = Object.keys(before).filter((id) => after[id]?.Type === before[id].Type);
  const causes = new Map<string, string[]>();
  for (let known = -1; causes.size > known;) {
    known = causes.size;
    for (const id of common) {
      const causing = propertiesOf(before[id]).filter((name) => changes(before[id], after[id], name) || namesOneOf(causes, after[id], name));
      if (causing.length > 0) { causes.set(id, causing); }
    }
  }
  return [...new Set([...causes].flatMap(([id, names]) => names.map((name) => `${before[id].Type}: ${name}`)))].sort();
}

/** The ids, and the types, that an update would take away. */
export function goneWith(before: Resources, after: Resources): { [logicalId: string]: string } {
  return Object.fromEntries(Object.entries(before).filter(([id, { Type }]) => after[id]?.Type !== Type).map(([id, { Type }]) => [id, Type]));
}

function propertiesOf({ Type }: CfnTemplateResource): readonly string[] {
  return CREATE_ONLY[Type] ?? [];
}

function changes(before: CfnTemplateResource, after: CfnTemplateResource, name: string): boolean {
  return JSON.stringify(valueOf(before, name)) !== JSON.stringify(valueOf(after, name));
}

function namesOneOf(replaced: Map<string, unknown>, resource: CfnTemplateResource, name: string): boolean {
  return referencesOf(valueOf(resource, name)).some((reference) => reference.to === 'name' && replaced.has(reference.name));
}

function valueOf({ Properties = {} }: CfnTemplateResource, name: string): unknown {
  return (Properties as { [name: string]: unknown })[name];
}
