import { aws_ec2 as ec2, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';
import { EndpointSettings } from './endpoint-settings';
import { NetworkConfig } from './protocol';
import { acknowledge, acknowledgeInPacks } from '../../private/acknowledge';
import { fail, warn } from '../../private/fail';
import { knowsAddresses, refuseNoSubnets } from '../../private/subnets';

const HTTPS = 443;

/** What is called for a workload by a role of the account, and by nobody else. What programs call may be called without a role. */
const CALLED_BY_ROLES = ['ecr.api', 'ecr.dkr', 'ecs', 'ecs-agent', 'ecs-telemetry', 'kms', 'logs', 'secretsmanager', 'sqs', 'ssm', 'ssmmessages'];

/** The endpoints of a platform's VPC. Each is made when it is first needed, and none twice. */
export class Endpoints extends Construct {
  private readonly vpc: ec2.IVpc;
  private readonly subnets: ec2.SubnetSelection;
  private readonly made = new Map<string, IDependable[]>();
  private ownSecurityGroup?: ec2.SecurityGroup;

  constructor(scope: Construct, id: string, network: NetworkConfig, private readonly settings: EndpointSettings) {
    super(scope, id);
    this.vpc = network.vpc;
    this.subnets = network.taskSubnets;
    checkDns(this, network.vpc);
    refuseNoSubnets(this, network.vpc, 'taskSubnets', network.taskSubnets);
    this.reachS3();
    for (const service of settings.endpoints ?? []) { warnOfUnknown(this, service); }
    this.reach(settings.endpoints ?? []);
  }

  /** What to wait for, to reach these services. */
  public reach(services: ec2.InterfaceVpcEndpointAwsService[]): IDependable[] {
    return [this.reachS3(), ...services.map((service) => this.reachOne(service))].flat();
  }

  private reachOne(service: ec2.InterfaceVpcEndpointAwsService): IDependable[] {
    const isThere = (this.settings.existingEndpoints ?? []).some(({ shortName }) => shortName === service.shortName);
    return this.once(service.shortName, isThere, () => this.createInterface(service));
  }

  /** The layers of images in Amazon ECR lie in S3. */
  private reachS3(): IDependable[] {
    return this.once('s3 gateway', this.settings.existingS3Endpoint ?? false, () => this.createGateway());
  }

  private once(key: string, isThere: boolean, create: () => IDependable): IDependable[] {
    const made = this.made.get(key) ?? (isThere ? [] : [create()]);
    this.made.set(key, made);
    return made;
  }

  private createInterface(service: ec2.InterfaceVpcEndpointAwsService): IDependable {
    const { shortName } = service;
    const existing = findEndpoint(this.vpc, 'Interface', shortName);
    if (existing) { return existing; }
    const endpoint = new ec2.InterfaceVpcEndpoint(this, shortName, {
      vpc: this.vpc, service, subnets: this.subnets, securityGroups: [this.securityGroup], open: false, privateDnsEnabled: true,
    });
    if (CALLED_BY_ROLES.includes(shortName)) { endpoint.addToPolicy(this.onlyOwnRoles()); }
    return endpoint;
  }

  /** Nobody takes data out of the network with keys of an account of their own. */
  private onlyOwnRoles(): iam.PolicyStatement {
    const accounts = [Stack.of(this).account, ...this.settings.trustedAccounts ?? []];
    return new iam.PolicyStatement({
      principals: [new iam.AnyPrincipal()],
      actions: ['*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:PrincipalAccount': accounts.length === 1 ? accounts[0] : accounts } },
    });
  }

  /** Open: image layers are fetched with signatures of Amazon ECR's own account, and packages of Amazon Linux with none. */
  private createGateway(): IDependable {
    const existing = findEndpoint(this.vpc, 'Gateway', 's3');
    if (existing) { return existing; }
    checkRouteTables(this, this.vpc.selectSubnets(this.subnets).subnets);
    return new ec2.GatewayVpcEndpoint(this, 'S3', { vpc: this.vpc, service: ec2.GatewayVpcEndpointAwsService.S3, subnets: [this.subnets] });
  }

  private get securityGroup(): ec2.SecurityGroup {
    return this.ownSecurityGroup ??= this.createSecurityGroup();
  }

  private createSecurityGroup(): ec2.SecurityGroup {
    const group = new ec2.SecurityGroup(this, 'SecurityGroup', { vpc: this.vpc, description: 'Endpoints for services of AWS', allowAllOutbound: false });
    const { endpointsAllowFrom } = this.settings;
    for (const peer of endpointsAllowFrom ?? [this.addresses()]) { group.addIngressRule(peer, ec2.Port.tcp(HTTPS), 'Tasks and instances'); }
    if (!endpointsAllowFrom) {
      acknowledge(group, 'AwsSolutions-EC23 of endpoints', 'AwsSolutions-EC23');
      acknowledgeInPacks(group, 'EC2RestrictedCommonPorts', 'EC2RestrictedSSH');
    }
    return group;
  }

  private addresses(): ec2.IPeer {
    if (knowsAddresses(this.vpc)) { return ec2.Peer.ipv4(this.vpc.vpcCidrBlock); }
    return fail('AllowFrom', {
      given: 'endpointsAllowFrom is left out, and the VPC was imported without its addresses',
      allowed: 'Without it the addresses of the VPC are admitted',
      remedy: 'Give endpointsAllowFrom, or vpcCidrBlock to Vpc.fromVpcAttributes()',
    }, this);
  }
}

/** An endpoint that lies below the VPC, by the last part of its service's name. */
function findEndpoint(vpc: ec2.IVpc, type: 'Interface' | 'Gateway', shortName: string): IDependable | undefined {
  return vpc.node.findAll().find((node) => ec2.CfnVPCEndpoint.isCfnVPCEndpoint(node)
    && (node.vpcEndpointType ?? 'Gateway') === type
    && JSON.stringify(Stack.of(node).resolve(node.serviceName)).replace(/[\]}"]+$/, '').endsWith(`.${shortName}`));
}

function checkDns(scope: Construct, vpc: ec2.IVpc): void {
  if (!(vpc instanceof ec2.Vpc) || (vpc.dnsSupportEnabled && vpc.dnsHostnamesEnabled)) { return; }
  fail('VpcDns', {
    given: `The VPC '${vpc.node.path}' has enableDnsSupport or enableDnsHostnames switched off`,
    allowed: 'Tasks find endpoints by the names that services have, which both make known in the VPC',
    remedy: 'Leave both out of the props of the VPC',
  }, scope);
}

function checkRouteTables(scope: Construct, subnets: ec2.ISubnet[]): void {
  const without = subnets.find(({ routeTable }) => routeTable?.routeTableId === undefined);
  if (!without) { return; }
  fail('NoRouteTable', {
    given: `The route table of the subnet '${without.node.path}' is not known`,
    allowed: 'The endpoint for S3, from which the layers of images come, is an entry in the route tables of the tasks',
    remedy: 'Import the subnets with their route tables (privateSubnetRouteTableIds), or set existingS3Endpoint to true where they have one',
  }, scope);
}

/** New services come with new versions of aws-cdk-lib: one that it does not know may be one. */
function warnOfUnknown(scope: Construct, { shortName }: ec2.InterfaceVpcEndpointAwsService): void {
  const services: unknown[] = Object.values(ec2.InterfaceVpcEndpointAwsService);
  if (services.some((service) => service instanceof ec2.InterfaceVpcEndpointAwsService && service.shortName === shortName)) { return; }
  warn('UnknownEndpointService', {
    given: `endpoints has the service '${shortName}', which aws-cdk-lib does not know`,
    allowed: 'A service that AWS does not have fails when the stack is deployed',
    remedy: 'Look the name up, or use a constant of ec2.InterfaceVpcEndpointAwsService',
  }, scope);
}
