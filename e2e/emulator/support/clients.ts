import { ACMClient } from '@aws-sdk/client-acm';
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { CloudMap } from './cloud-map';
import { REGION } from './emulator';
import { jsonClient } from './json-client';
import { plainClient } from './plain';

/** AWS's own clients, turned to the emulator. */
export type Clients = ReturnType<typeof clientsOf>;

export function clientsOf(endpoint: string) {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const config = {
    endpoint,
    region: REGION,
    credentials: { accessKeyId: 'testing', secretAccessKey: 'testing', sessionToken: 'testing' },
    maxAttempts: 1,
  };
  return {
    acm: new ACMClient(config),
    autoscaling: new ApplicationAutoScalingClient(config),
    cloudformation: new CloudFormationClient(config),
    cloudMap: new CloudMap(endpoint),
    cloudwatch: new CloudWatchClient(config),
    ec2: new EC2Client(config),
    ecs: new ECSClient(config),
    elbv2: new ElasticLoadBalancingV2Client(config),
    groups: new AutoScalingClient(config),
    iam: new IAMClient(config),
    kms: jsonClient(endpoint, 'kms', 'TrentService'),
    lambda: new LambdaClient(config),
    logs: new CloudWatchLogsClient(config),
    plain: plainClient(endpoint),
    route53: new Route53Client(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    sqs: new SQSClient({ ...config, useQueueUrlAsEndpoint: false }),
    ssm: new SSMClient(config),
    wafv2: jsonClient(endpoint, 'wafv2', 'AWSWAF_20190729'),
  };
}
