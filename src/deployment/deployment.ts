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
   * All old tasks stop before the new ones start, with a gap in service: for what must never run twice. Creates nothing and costs nothing.
   */
  public static recreate(): IDeployment {
    return new RollingDeployment('recreate', { minHealthyPercent: 0, maxHealthyPercent: 100 });
  }

  private constructor() {}
}
