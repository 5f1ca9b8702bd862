import { ExternalCapacity } from './external';
import { FargateCapacity } from './fargate';
import { FargateSpotOptions } from './options';
import { PoolCapacity } from './pool-capacity';
import { PoolWeight } from './pool-weight';
import { ICapacity } from './protocol';

/**
 * Where tasks run. A change from one capacity to the other is an update of the service, never a replacement, but for `external()`; the network mode
 * that comes with it may replace the target groups.
 */
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

  /**
   * The instances of one pool of the platform. Creates nothing of its own; you pay for the instances, which the pool starts as tasks need them.
   *
   * @param name the key of the pool in `pools` of the platform
   */
  public static pool(name: string): ICapacity {
    return new PoolCapacity('pool', { [name]: PoolWeight.of(1) });
  }

  /**
   * The instances of several pools of the platform, of one operating system: tasks are divided by weight. Creates nothing of its own; you pay for
   * the instances, which the pools start as tasks need them.
   *
   * @param weights the share of each pool, by its key in `pools` of the platform
   */
  public static pools(weights: { [name: string]: PoolWeight }): ICapacity {
    return new PoolCapacity('pools', weights);
  }

  /**
   * Machines outside AWS that have joined the cluster of the platform: ECS Anywhere. They run Linux; tasks there are reached by no load balancer, and
   * reach out themselves. ECS changes no service from or to such machines: it is replaced.
   *
   * The platform gets a role for the machines and an output with the command that registers one, once for all workloads: `externalMachines` of a
   * `ContainerPlatform`. You pay for each hour that a machine is registered, and for what the machines are.
   */
  public static external(): ICapacity {
    return new ExternalCapacity();
  }

  private constructor() {}
}
