import { RollingDeploymentOptions } from './options';
import { IDeployment } from './protocol';
import { RollingDeployment } from './rolling';

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

  private constructor() {}
}
