import { Stack } from 'aws-cdk-lib';
import { ContainerPlatform } from 'cdk-stevedore';

/** The repository of those who look after the platform: they publish it by a name. */
export function platformRepository(stack: Stack): void {
  new ContainerPlatform(stack, 'Platform', { publishAs: 'shared' });
}
