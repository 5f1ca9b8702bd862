import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CapacityConfig, CapacityContext, ICapacity } from './protocol';

/** Machines that are no capacity provider's: the service names its launch type. Windows is no longer supported there, and awsvpc never was. */
export class ExternalCapacity implements ICapacity {
  public readonly capacityKind = 'external';

  public bind(_scope: Construct, _context: CapacityContext): CapacityConfig {
    const { BRIDGE, HOST, NONE } = ecs.NetworkMode;
    return {
      compatibility: ecs.Compatibility.EXTERNAL,
      networkMode: BRIDGE,
      networkModes: [BRIDGE, HOST, NONE],
      operatingSystem: ecs.OperatingSystemFamily.LINUX,
    };
  }
}
