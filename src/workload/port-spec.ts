import { aws_ecs as ecs } from 'aws-cdk-lib';
import { refuse } from '../private/fail';
import { outsideRange, PORT_RANGE } from '../private/range';

/** A port that a container listens on, and what it speaks there. */
export class PortSpec {
  /** HTTP/1.1, and what looks like it: HTTP over it, WebSockets. */
  public static http(port: number): PortSpec {
    return new PortSpec(port, ecs.Protocol.TCP, ecs.AppProtocol.http);
  }

  /** gRPC. Behind an Application Load Balancer it needs HTTPS. */
  public static grpc(port: number): PortSpec {
    return new PortSpec(port, ecs.Protocol.TCP, ecs.AppProtocol.grpc);
  }

  /** Any other protocol over TCP. */
  public static tcp(port: number): PortSpec {
    return new PortSpec(port, ecs.Protocol.TCP);
  }

  /** UDP. */
  public static udp(port: number): PortSpec {
    return new PortSpec(port, ecs.Protocol.UDP);
  }

  private constructor(
    /** The port in the container. */
    public readonly port: number,
    /** The transport protocol. */
    public readonly protocol: ecs.Protocol,
    /** The protocol above it, where it is known. */
    public readonly appProtocol?: ecs.AppProtocol,
  ) {
    refuse('R83', outsideRange('port', port, PORT_RANGE));
  }
}
