import { CloudWatchLogging } from './cloud-watch';
import { NoLogging } from './none';
import { CloudWatchLoggingOptions } from './options';
import { ILogging } from './protocol';

/** Where the output of containers goes. */
export class Logging {
  /**
   * CloudWatch Logs, in a log group of the workload's own. Creates the log group; you pay for each GB taken in and for what is kept.
   */
  public static cloudWatch(options: CloudWatchLoggingOptions = {}): ILogging {
    return new CloudWatchLogging(options);
  }

  /** Nowhere: the output of the containers is dropped. Creates nothing and costs nothing. */
  public static none(): ILogging {
    return new NoLogging();
  }

  private constructor() {}
}
