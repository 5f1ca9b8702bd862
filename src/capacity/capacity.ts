import { FargateCapacity } from './fargate';
import { FargateSpotOptions } from './options';
import { ICapacity } from './protocol';

/** Where tasks run. A change from one capacity to the other is an update of the service, never a replacement. */
export class Capacity {
  /**
   * AWS Fargate: no machines to care for. Creates nothing of its own; you pay for the CPU and memory of each task while it runs.
   */
  public static fargate(): ICapacity {
    return new FargateCapacity('fargate', [{ capacityProvider: 'FARGATE', weight: 1 }]);
  }

  /**
   * Fargate on spare capacity, at a discount: AWS may take a task back with two minutes' warning, and may have none to give.
   * Creates nothing of its own; you pay the Spot price for each task while it runs.
   */
  public static fargateSpot(options: FargateSpotOptions = {}): ICapacity {
    return FargateCapacity.spot(options.onDemandBase ?? 0, options.onDemandWeight ?? 0, options.spotWeight ?? 1);
  }

  private constructor() {}
}
