import { aws_ecs as ecs } from 'aws-cdk-lib';

/** The port that is meant where none is named: the only one, or `main`. */
export function mainPort(ports: ecs.PortMapping[]): ecs.PortMapping | undefined {
  return ports.length === 1 ? ports[0] : ports.find((port) => port.name === 'main');
}
