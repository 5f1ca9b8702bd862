import { aws_ec2 as ec2, aws_s3 as s3, aws_ssm as ssm, Fn } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { isPrivateZone } from '../cloud-map-namespace';
import { IContainerPlatform } from '../protocol';
import { namespaceFacts, parameterName, PublishedFact, taskSubnetFact } from './facts';
import { candidatesOf, knowsAddresses } from '../../private/subnets';

type Facts = { readonly [fact in PublishedFact]?: string };

/** Writes a parameter for each fact, once all that the facts speak of is ready to be used. What the platform does not have is not written. */
export function publish(platform: IContainerPlatform, name: string, logBucket: s3.IBucket | undefined, webAclArn: string | undefined): void {
  const scope = new Construct(platform, 'Published');
  const facts = {
    ...clusterFacts(platform, logBucket), ...securityFacts(platform, webAclArn), ...namespaceFactsOf(platform), ...networkFacts(scope, platform),
  };
  for (const [fact, value] of Object.entries(facts)) {
    new ssm.StringParameter(scope, fact, {
      parameterName: parameterName(name, fact as PublishedFact),
      stringValue: value,
      description: 'Read by ContainerPlatform.fromPublished()',
    });
  }
  scope.node.addDependency(...platform.serviceDependencies, ...logBucket?.policy ? [logBucket.policy] : []);
}

function clusterFacts({ cluster, execSettings = { enabledByDefault: false } }: IContainerPlatform, logBucket: s3.IBucket | undefined): Facts {
  const { logGroupArn, encryptionKey } = execSettings;
  return {
    ClusterName: cluster.clusterName,
    ...logBucket ? { LogBucketName: logBucket.bucketName } : {},
    ...logGroupArn === undefined ? {} : { ExecLogGroupArn: logGroupArn },
    ...encryptionKey ? { ExecKeyArn: encryptionKey.keyArn } : {},
  };
}

function securityFacts({ encryptionKey }: IContainerPlatform, webAclArn: string | undefined): Facts {
  return { ...encryptionKey ? { EncryptionKeyArn: encryptionKey.keyArn } : {}, ...webAclArn !== undefined ? { WebAclArn: webAclArn } : {} };
}

function namespaceFactsOf({ cloudMapNamespace: namespace }: IContainerPlatform): Facts {
  if (!namespace) { return {}; }
  const [name, arn] = namespaceFacts(isPrivateZone(namespace.type));
  return { [name]: namespace.namespaceName, [arn]: namespace.namespaceArn };
}

/** One subnet of each zone, so that those of a zone stand in one place of each list. */
function networkFacts(scope: Construct, { vpc, taskSubnets, publicSubnets }: IContainerPlatform): Facts {
  const [tasks, balancers] = [taskSubnets, publicSubnets].map((selection) => onePerZone(scope, vpc, selection));
  const type = typeOf(vpc, tasks);
  return {
    VpcId: vpc.vpcId,
    ...knowsAddresses(vpc) ? { VpcCidr: vpc.vpcCidrBlock } : {},
    ...list('AvailabilityZones', tasks.map((subnet) => subnet.availabilityZone)),
    ...list(taskSubnetFact(type), tasks.map((subnet) => subnet.subnetId)),
    ...type === ec2.SubnetType.PUBLIC ? {} : list('PublicSubnetIds', balancers.map((subnet) => subnet.subnetId)),
  };
}

/** Parameters have no empty values. */
function list(fact: PublishedFact, values: string[]): Facts {
  return values.length > 0 ? { [fact]: Fn.join(',', values) } : {};
}

function onePerZone(scope: Construct, vpc: ec2.IVpc, selection: ec2.SubnetSelection): ec2.ISubnet[] {
  if (candidatesOf(vpc, selection).length === 0) { return []; }
  const { subnets, internetConnectivityEstablished } = vpc.selectSubnets({ ...selection, onePerAz: true });
  scope.node.addDependency(internetConnectivityEstablished);
  return subnets;
}

function typeOf(vpc: ec2.IVpc, subnets: ec2.ISubnet[]): ec2.SubnetType {
  if (subnets.some((subnet) => vpc.publicSubnets.includes(subnet))) { return ec2.SubnetType.PUBLIC; }
  return subnets.some((subnet) => vpc.isolatedSubnets.includes(subnet)) ? ec2.SubnetType.PRIVATE_ISOLATED : ec2.SubnetType.PRIVATE_WITH_EGRESS;
}
