import { Construct } from 'constructs';
import { IPoolImage, PoolImageConfig, PoolImageContext } from './pool-image-protocol';
import { copyOf } from '../../private/given';

/** What can be told of an image before it is bound. */
export type ImageFacts = Omit<PoolImageConfig, 'machineImage'>;

/** An image of the library, of which a pool knows enough to be judged where it is made. */
export abstract class KnownImage implements IPoolImage {
  constructor(public readonly poolImageKind: string, public readonly facts: ImageFacts) {}

  public bind(_scope: Construct, context: PoolImageContext): PoolImageConfig {
    return { ...copyOf(this.facts), machineImage: this.machineImage(context) };
  }

  protected abstract machineImage(context: PoolImageContext): PoolImageConfig['machineImage'];
}
