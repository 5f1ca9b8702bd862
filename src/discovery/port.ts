import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DiscoveryContext } from './protocol';
import { Code } from '../private/codes';
import { fail } from '../private/fail';
import { mainPort } from '../private/ports';

/** The port that others are led to. */
export function portOf(scope: Construct, code: Code, portName: string | undefined, { ports }: DiscoveryContext): ecs.PortMapping {
  const names = ports.map((port) => port.name).join(', ') || 'none';
  if (portName !== undefined) {
    return ports.find((candidate) => candidate.name === portName)
      ?? fail(code, { given: `portName is '${portName}', and the ports are ${names}`, allowed: 'It names a port', remedy: 'Give one of these' }, scope);
  }
  return mainPort(ports) ?? fail('WhichPort', {
    given: `The discovery names no port, and the ports are ${names}`,
    allowed: 'Without a name it leads to the only port, or to the one that is called main',
    remedy: ports.length > 0 ? 'Give portName' : 'Give ports a port, or leave ports out for port 80',
  }, scope);
}
