import { aws_ecs as ecs } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from '../private/fail';
import { TakenNames } from '../private/names';
import { known } from '../private/tokens';

/** Which service of a cluster has which name. */
const names = new TakenNames();

/** A name of the user's own is free once in a cluster. */
export function takeName(scope: IConstruct, cluster: ecs.ICluster, serviceName: string | undefined): void {
  const name = known(serviceName);
  const other = name === undefined ? undefined : names.take(cluster, name, scope);
  if (other) {
    fail('R119', {
      given: `serviceName is '${name}', as is that of '${other.node.path}'`,
      allowed: 'A cluster has a name once',
      remedy: 'Choose another name, or leave it out',
    }, scope);
  }
}
