import { ACCOUNT, REGION } from './emulator';

/** Stands for what a template does not tell beforehand. */
export const UNKNOWN = Symbol('unknown');

/** A resource of a deployed stack. */
export interface Deployed {
  readonly type: string;
  readonly id: string;
}

export type Stack = { readonly [logicalId: string]: Deployed };

const PSEUDO: { readonly [name: string]: string } = {
  'AWS::AccountId': ACCOUNT, 'AWS::Region': REGION, 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com',
};

/** The attributes that follow from the id alone. */
const ATTRIBUTES: { readonly [typeAndName: string]: (id: string) => string } = {
  'AWS::EC2::SecurityGroup.GroupId': (id) => id,
  'AWS::ECS::Cluster.Arn': (id) => `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/${id}`,
  'AWS::ECS::Service.Name': (id) => id.split('/').pop()!,
  'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupFullName': (id) => id.split(':').pop()!,
  'AWS::IAM::InstanceProfile.Arn': (id) => `arn:aws:iam::${ACCOUNT}:instance-profile/${id}`,
  'AWS::IAM::Role.Arn': (id) => `arn:aws:iam::${ACCOUNT}:role/${id}`,
  'AWS::KMS::Key.Arn': (id) => `arn:aws:kms:${REGION}:${ACCOUNT}:key/${id}`,
  'AWS::Lambda::Function.Arn': (id) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${id}`,
  'AWS::Logs::LogGroup.Arn': (id) => `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${id}:*`,
  'AWS::S3::Bucket.Arn': (id) => `arn:aws:s3:::${id}`,
  'AWS::SQS::Queue.Arn': (id) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${id.split('/').pop()}`,
  'AWS::ServiceDiscovery::HttpNamespace.Arn': (id) => `arn:aws:servicediscovery:${REGION}:${ACCOUNT}:namespace/${id}`,
  'AWS::ServiceDiscovery::PrivateDnsNamespace.Id': (id) => id,
  'AWS::ServiceDiscovery::PrivateDnsNamespace.Arn': (id) => `arn:aws:servicediscovery:${REGION}:${ACCOUNT}:namespace/${id}`,
  'AWS::ServiceDiscovery::Service.Arn': (id) => `arn:aws:servicediscovery:${REGION}:${ACCOUNT}:service/${id}`,
  'AWS::SQS::Queue.QueueName': (id) => id.split('/').pop()!,
  'AWS::WAFv2::WebACL.Arn': (id) => `arn:aws:wafv2:${REGION}:${ACCOUNT}:regional/webacl/${id.split('|', 2).join('/')}`,
};

/** The properties of a resource with the ids that were given out. What only AWS knows is UNKNOWN; scalars are text, as half of the APIs have them. */
export function expected(value: unknown, name: string, stack: Stack): unknown {
  if (Array.isArray(value)) { return value.map((item) => expected(item, name, stack)).filter((item) => item !== undefined); }
  if (typeof value !== 'object' || value === null) { return String(value); }
  const [key = ''] = Object.keys(value);
  if (key === 'Ref' || key.startsWith('Fn::')) { return resolved(key, (value as { [name: string]: unknown })[key], name, stack); }
  const entries = Object.entries(value).map(([member, item]) => [member, expected(item, name, stack)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

function resolved(key: string, argument: unknown, name: string, stack: Stack): unknown {
  if (key === 'Ref') {
    const reference = argument as string;
    if (reference === 'AWS::NoValue') { return undefined; }
    return reference === 'AWS::StackName' ? name : PSEUDO[reference] ?? stack[reference]?.id ?? UNKNOWN;
  }
  if (key === 'Fn::GetAtt') {
    const [logicalId, attribute] = argument as string[];
    const { type, id } = stack[logicalId];
    return ATTRIBUTES[`${type}.${attribute}`]?.(id) ?? UNKNOWN;
  }
  if (key === 'Fn::Base64') {
    const text = expected(argument, name, stack);
    return typeof text === 'string' ? Buffer.from(text).toString('base64') : UNKNOWN;
  }
  if (key === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    const texts = (Array.isArray(parts) ? parts : [parts]).map((part) => expected(part, name, stack));
    return texts.every((text) => typeof text === 'string') ? texts.join(separator) : UNKNOWN;
  }
  return UNKNOWN;
}

/** All scalars as text. */
export function asText(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(asText); }
  if (value instanceof Date) { return value.toISOString(); }
  if (typeof value !== 'object' || value === null) { return value === undefined || value === null ? undefined : String(value); }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asText(item)]));
}
