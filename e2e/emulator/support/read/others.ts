import { DescribeCertificateCommand, ListTagsForCertificateCommand } from '@aws-sdk/client-acm';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand, DescribeMetricFiltersCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetRoleCommand, GetRolePolicyCommand, IAMClient, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, GetPolicyCommand } from '@aws-sdk/client-lambda';
import { ListResourceRecordSetsCommand } from '@aws-sdk/client-route-53';
import {
  GetBucketEncryptionCommand, GetBucketLifecycleConfigurationCommand, GetBucketOwnershipControlsCommand, GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { DescribeParametersCommand, GetParameterCommand } from '@aws-sdk/client-ssm';
import { only, pascalCased, Readers } from './reader';

function document(text: string | undefined): unknown {
  return JSON.parse(text?.startsWith('%') ? decodeURIComponent(text) : text ?? '{}');
}

async function readPolicy(iam: IAMClient, role: string, name: string) {
  const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName: role, PolicyName: name }));
  return { PolicyName: name, PolicyDocument: document(PolicyDocument) };
}

export async function readQueue({ sqs }: Parameters<Readers[string]>[0], url: string) {
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
  return { ...Attributes, RedrivePolicy: Attributes.RedrivePolicy && document(Attributes.RedrivePolicy), Policy: Attributes.Policy };
}

export const OTHER_READERS: Readers = {
  'AWS::IAM::Role': async ({ iam }, name, properties) => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: name }));
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: name }));
    const named = (properties.ManagedPolicyArns ?? []) as unknown[];
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name }));
    return {
      ...Role,
      AssumeRolePolicyDocument: document(Role?.AssumeRolePolicyDocument),
      // Those of the account say themselves what they are attached to.
      ManagedPolicyArns: AttachedPolicies.map(({ PolicyArn }) => PolicyArn).filter((arn) => arn?.includes('::aws:') || named.includes(arn)),
      Policies: await Promise.all(PolicyNames.map((policy) => readPolicy(iam, name, policy))),
    };
  },
  'AWS::IAM::Policy': async ({ iam }, name, properties) => {
    const roles = properties.Roles as string[];
    const [policy] = await Promise.all(roles.map((role) => readPolicy(iam, role, name)));
    return { ...policy, Roles: roles };
  },
  'AWS::S3::Bucket': async ({ s3 }, Bucket, properties) => {
    // What was never set cannot be asked for.
    const encryption = 'BucketEncryption' in properties ? await s3.send(new GetBucketEncryptionCommand({ Bucket })) : undefined;
    const lifecycle = 'LifecycleConfiguration' in properties ? await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })) : undefined;
    const ownership = 'OwnershipControls' in properties ? await s3.send(new GetBucketOwnershipControlsCommand({ Bucket })) : undefined;
    const access = 'PublicAccessBlockConfiguration' in properties ? await s3.send(new GetPublicAccessBlockCommand({ Bucket })) : undefined;
    const rules = encryption?.ServerSideEncryptionConfiguration?.Rules;
    return {
      BucketName: Bucket,
      BucketEncryption: {
        ServerSideEncryptionConfiguration: rules?.map((found) => ({ ServerSideEncryptionByDefault: found.ApplyServerSideEncryptionByDefault })),
      },
      LifecycleConfiguration: { Rules: lifecycle?.Rules?.map((found) => ({ ...found, ExpirationInDays: found.Expiration?.Days })) },
      OwnershipControls: ownership?.OwnershipControls,
      PublicAccessBlockConfiguration: access?.PublicAccessBlockConfiguration,
    };
  },
  'AWS::S3::BucketPolicy': async ({ s3 }, Bucket) => ({ Bucket, PolicyDocument: document((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy) }),
  'AWS::Logs::LogGroup': async ({ logs }, name) => {
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
    const group = only(logGroups, name);
    return { ...group, LogGroupName: group.logGroupName, RetentionInDays: group.retentionInDays, KmsKeyId: group.kmsKeyId };
  },
  'AWS::Logs::MetricFilter': async ({ logs }, name, properties) => {
    const { metricFilters } = await logs.send(new DescribeMetricFiltersCommand({ logGroupName: String(properties.LogGroupName) }));
    return pascalCased(only(metricFilters?.filter(({ filterName }) => filterName === name), name)) as object;
  },
  'AWS::Lambda::Function': async ({ lambda }, name) => lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name })),
  'AWS::Lambda::Permission': async ({ lambda }, id, properties) => {
    const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName: String(properties.FunctionName) }));
    const { Statement } = document(Policy) as { Statement: { Sid: string }[] };
    return { ...properties, ...only(Statement.filter(({ Sid }) => Sid === id), id), Principal: properties.Principal };
  },
  'AWS::CloudWatch::Alarm': async ({ cloudwatch }, name) =>
    only((await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [name] }))).MetricAlarms, name),
  'AWS::SQS::Queue': (clients, url) => readQueue(clients, url),
  'AWS::SQS::QueuePolicy': async (clients, _id, properties) => {
    const queues = properties.Queues as string[];
    const [{ Policy }] = await Promise.all(queues.map((url) => readQueue(clients, url)));
    return { Queues: queues, PolicyDocument: document(Policy) };
  },
  'AWS::SSM::Parameter': async ({ ssm }, name) => {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name }));
    const { Parameters } = await ssm.send(new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Values: [name] }] }));
    return { ...only(Parameters, name), ...Parameter };
  },
  'AWS::ServiceDiscovery::HttpNamespace': ({ cloudMap }, id) => cloudMap.namespace(id),
  // Its VPC is told to nobody afterwards: it is that of the hosted zone.
  'AWS::ServiceDiscovery::PrivateDnsNamespace': async ({ cloudMap }, id, properties) => ({ ...await cloudMap.namespace(id), Vpc: properties.Vpc }),
  'AWS::ServiceDiscovery::Service': ({ cloudMap }, id) => cloudMap.service(id),
  'AWS::CertificateManager::Certificate': async ({ acm }, arn) => {
    const { Certificate } = await acm.send(new DescribeCertificateCommand({ CertificateArn: arn }));
    if (Certificate?.Status !== 'ISSUED') { throw new Error(`${arn} is ${Certificate?.Status}`); }
    const { Tags } = await acm.send(new ListTagsForCertificateCommand({ CertificateArn: arn }));
    return {
      ...Certificate,
      Tags,
      ValidationMethod: Certificate.DomainValidationOptions?.[0]?.ValidationMethod,
      // The first name is one of the alternatives as well.
      SubjectAlternativeNames: Certificate.SubjectAlternativeNames?.filter((name) => name !== Certificate.DomainName),
    };
  },
  'AWS::Route53::RecordSet': async ({ route53 }, name, properties) => {
    const zone = String(properties.HostedZoneId);
    const { ResourceRecordSets } = await route53.send(new ListResourceRecordSetsCommand({ HostedZoneId: zone }));
    return { ...only(ResourceRecordSets?.filter((found) => found.Name === name && found.Type === properties.Type), name), HostedZoneId: zone };
  },
};
