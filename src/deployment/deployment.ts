import { aws_ecs as ecs, Duration } from 'aws-cdk-lib';
import { BlueGreenDeploymentOptions, CanaryDeploymentOptions, LinearDeploymentOptions, RollingDeploymentOptions } from './options';
import { IDeployment } from './protocol';
import { RollingDeployment } from './rolling';
import { ShiftedDeployment } from './shifted';

/** How a new version takes over. */
export class Deployment {
  /**
   * New tasks start, and old ones stop once the new ones are healthy. Creates nothing; while it goes on, both run and are paid for.
   */
  public static rolling(options: RollingDeploymentOptions = {}): IDeployment {
    return new RollingDeployment('rolling', options);
  }

  /**
   * The old tasks are told to stop, then the new ones start: a gap in service, for what should not run twice. What must not needs a lock: a task
   * that is stopping may still run when the next one starts. Creates nothing and costs nothing.
   */
  public static recreate(): IDeployment {
    return new RollingDeployment('recreate', { minHealthyPercent: 0, maxHealthyPercent: 100 });
  }

  /**
   * A second set of tasks starts beside the first; once it is healthy, it gets all the traffic at once, and the first set stays ready for a while.
   * Creates what its hooks and alarms need; while it goes on, both sets run and are paid for.
   */
  public static blueGreen(options: BlueGreenDeploymentOptions = {}): IDeployment {
    return new ShiftedDeployment('blueGreen', ecs.DeploymentStrategy.BLUE_GREEN, options, {});
  }

  /**
   * As `blueGreen()`, but the traffic moves in equal steps. Creates the same; with the defaults the steps and the bake time add 64 minutes in which
   * both sets of tasks run and are paid for.
   */
  public static linear(options: LinearDeploymentOptions = {}): IDeployment {
    return new ShiftedDeployment('linear', ecs.DeploymentStrategy.LINEAR, options, {
      stepPercent: options.stepPercent ?? 10, stepBakeTime: options.stepBakeTime ?? Duration.minutes(6),
    });
  }

  /**
   * As `blueGreen()`, but a little of the traffic moves first, and the rest after a while. Creates the same; with the defaults the two waits add 20
   * minutes in which both sets of tasks run and are paid for.
   */
  public static canary(options: CanaryDeploymentOptions = {}): IDeployment {
    return new ShiftedDeployment('canary', ecs.DeploymentStrategy.CANARY, options, {
      stepPercent: options.percent ?? 5, stepBakeTime: options.canaryBakeTime ?? Duration.minutes(10),
    });
  }

  private constructor() {}
}
