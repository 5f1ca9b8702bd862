import { aws_ec2 as ec2, aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2, Duration, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkHealthCheck, configureHealthCheck, healthCheckOf, unhealthyAfterOf } from './health-check';
import { ApplicationTargetOptions } from './options';
import { IngressConfig, IngressContext } from './protocol';
import { fail, refuse } from '../private/fail';
import { mainPort } from '../private/ports';
import { outsideSeconds } from '../private/range';

/**
 * The port of a target group is only a default for targets that name none, and ECS names one for each; a change of it would replace the group.
 */
const TARGET_GROUP_PORT = 80;
const LEAST_GRACE = Duration.seconds(60);

export interface Target extends IngressConfig {
  /** The target group. */
  readonly targetGroup: elbv2.ApplicationTargetGroup;
  /** The target group of the next version. */
  readonly alternateTargetGroup: elbv2.ApplicationTargetGroup;
}

export function checkTarget(options: ApplicationTargetOptions): void {
  refuse('R148', outsideSeconds('deregistrationDelay', options.deregistrationDelay, { min: 0, max: 3600 }));
  checkHealthCheck(options.healthCheck ?? {});
}

export function createTarget(
  scope: Construct, options: ApplicationTargetOptions, context: IngressContext, loadBalancer: ec2.IConnectable, https: boolean,
): Target {
  const port = portOf(scope, options.portName, context.ports);
  const grpc = port.appProtocol?.value === ecs.AppProtocol.grpc.value;
  if (grpc && !https) {
    fail('R151', {
      given: `The port '${port.name}' speaks gRPC, and the load balancer HTTP`,
      allowed: 'An Application Load Balancer carries gRPC over HTTPS only',
      remedy: 'Give a domain, or certificates',
    }, scope);
  }
  checkMatcher(scope, options.healthCheck ?? {}, port.name!, grpc);
  const healthCheck = { ...onInstances(context), ...healthCheckOf(options.healthCheck ?? {}, grpc) };
  const createGroup = (id: string) => createTargetGroup(scope, grpc ? `Grpc${id}` : id, options, context, healthCheck, grpc);
  const targetGroup = createGroup('TargetGroup');
  const alternateTargetGroup = createGroup('AlternateTargetGroup');
  admitHealthChecks(context, loadBalancer, healthCheck.port, port.containerPort);
  const unhealthyAfter = unhealthyAfterOf(healthCheck);
  return { portName: port.name!, targetGroup, alternateTargetGroup, unhealthyAfter, healthCheckGracePeriod: longer(LEAST_GRACE, unhealthyAfter) };
}

/** What it is without being said; cfn-lint wants it said where Docker chooses the port. */
function onInstances({ targetType }: IngressContext): elbv2.HealthCheck {
  return targetType === elbv2.TargetType.INSTANCE ? { port: 'traffic-port' } : {};
}

/** L2 gives a type only to the group that gets targets from it. */
function createTargetGroup(
  scope: Construct, id: string, options: ApplicationTargetOptions, context: IngressContext, healthCheck: elbv2.HealthCheck, grpc: boolean,
): elbv2.ApplicationTargetGroup {
  const targetGroup = new elbv2.ApplicationTargetGroup(scope, id, {
    vpc: context.vpc,
    targetType: context.targetType,
    protocol: elbv2.ApplicationProtocol.HTTP,
    protocolVersion: grpc ? elbv2.ApplicationProtocolVersion.GRPC : undefined,
    port: TARGET_GROUP_PORT,
    deregistrationDelay: options.deregistrationDelay ?? Duration.seconds(30),
  });
  configureHealthCheck(targetGroup, healthCheck);
  return targetGroup;
}

/**
 * To whom a rule sends requests. ECS shifts traffic by these weights, and each change here would set them back: they are the same whatever the
 * strategy, so that a change of it leaves the rule alone.
 */
export function forwardToBoth({ targetGroup, alternateTargetGroup }: Target): elbv2.ListenerAction {
  return elbv2.ListenerAction.weightedForward([{ targetGroup, weight: 100 }, { targetGroup: alternateTargetGroup, weight: 0 }]);
}

/** L2 opens the port of the traffic only. */
function admitHealthChecks(context: IngressContext, loadBalancer: ec2.IConnectable, checkPort: string | undefined, trafficPort: number): void {
  if (checkPort === undefined || checkPort === 'traffic-port' || checkPort === String(trafficPort)) { return; }
  const port = Token.isUnresolved(checkPort) ? Token.asNumber(checkPort) : Number(checkPort);
  context.tasks.connections.allowFrom(loadBalancer, ec2.Port.tcp(port), 'Health checks');
}

/** A target group matches the codes of one of the two protocols. */
function checkMatcher(scope: Construct, options: elbv2.HealthCheck, portName: string, grpc: boolean): void {
  const foreign = grpc ? 'healthyHttpCodes' : 'healthyGrpcCodes';
  if (options[foreign] === undefined) { return; }
  fail('R151', {
    given: `healthCheck.${foreign} is given, and the port '${portName}' speaks ${grpc ? 'gRPC' : 'HTTP'}`,
    allowed: 'The answers to health checks have the codes of the protocol that the port speaks',
    remedy: grpc ? 'Give healthyGrpcCodes instead' : 'Give healthyHttpCodes instead, or make the port one of PortSpec.grpc()',
  }, scope);
}

function longer(a: Duration, b: Duration | undefined): Duration {
  return b === undefined || a.toSeconds() >= b.toSeconds() ? a : b;
}

function portOf(scope: Construct, portName: string | undefined, ports: ecs.PortMapping[]): ecs.PortMapping {
  const names = ports.map((port) => port.name).join(', ') || 'none';
  const port = portName === undefined ? mainPort(ports) : ports.find((candidate) => candidate.name === portName);
  if (!port) {
    return portName === undefined
      ? fail('WhichPort', {
        given: `The ingress names no port, and the ports are ${names}`,
        allowed: 'Without a name it goes to the only port, or to the one that is called main',
        remedy: ports.length > 0 ? 'Give portName' : 'Give ports a port, or leave ports out for port 80',
      }, scope)
      : fail('R132', { given: `portName is '${portName}', and the ports are ${names}`, allowed: 'It names a port', remedy: 'Give one of these' }, scope);
  }
  if (port.protocol === ecs.Protocol.UDP) {
    fail('UdpBehindApplicationLoadBalancer', {
      given: `The port '${port.name}' is UDP`,
      allowed: 'An Application Load Balancer carries HTTP and gRPC',
      remedy: 'Name a port of PortSpec.http() or PortSpec.grpc()',
    }, scope);
  }
  return port;
}
