import { aws_ec2 as ec2, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail, Finding } from '../../private/fail';
import { TakenNames, wrongName } from '../../private/names';

/** What a platform publishes, by the last part of the parameters' names. */
export type PublishedFact =
  'ClusterName' | 'VpcId' | 'VpcCidr' | 'AvailabilityZones' | 'PublicSubnetIds' | 'LogBucketName' | 'EncryptionKeyArn' | 'WebAclArn' |
  'ExecLogGroupArn' | 'ExecKeyArn' | 'PublicTaskSubnetIds' | 'PrivateTaskSubnetIds' | 'IsolatedTaskSubnetIds' |
  'HttpNamespaceName' | 'HttpNamespaceArn' | 'DnsNamespaceName' | 'DnsNamespaceArn';

export function parameterName(platform: string, fact: PublishedFact): string {
  return `/cdk-stevedore/${platform}/${fact}`;
}

/** Templates differ with the kind of subnet, so that whoever expects another one must not find these. */
export function taskSubnetFact(type: ec2.SubnetType): PublishedFact {
  switch (type) {
    case ec2.SubnetType.PUBLIC: return 'PublicTaskSubnetIds';
    case ec2.SubnetType.PRIVATE_ISOLATED: return 'IsolatedTaskSubnetIds';
    default: return 'PrivateTaskSubnetIds';
  }
}

/** The name and the ARN of a namespace. What can be done with it differs with the type, so that whoever expects another one must not find it. */
export function namespaceFacts(isPrivateZone: boolean): [name: PublishedFact, arn: PublishedFact] {
  return isPrivateZone ? ['DnsNamespaceName', 'DnsNamespaceArn'] : ['HttpNamespaceName', 'HttpNamespaceArn'];
}

/** A finding where a name cannot be part of those of parameters. */
export function wrongPublishedName(prop: string, name: string | undefined): Finding | undefined {
  return Token.isUnresolved(name) ? {
    given: `${prop} is known only when the stack is deployed`,
    allowed: 'Programs in other repositories find the platform by it',
    remedy: 'Give a plain text',
  } : wrongName(prop, name, /^[A-Za-z0-9_.-]{1,255}$/, 'A name has 1 to 255 letters, digits, dots, hyphens and underscores');
}

/** Which platform has which name. */
const names = new TakenNames();

/** Parameter Store has a name once in each region of an account. */
export function takePublishedName(platform: IConstruct, name: string | undefined): void {
  if (name === undefined) { return; }
  const other = names.takeInRegion(name, platform);
  if (other) {
    fail('PublishedTwice', {
      given: `publishAs is '${name}', as is that of '${other.node.path}'`,
      allowed: 'A name is free once in each region of an account',
      remedy: 'Choose another name for one of the two',
    }, platform);
  }
}
