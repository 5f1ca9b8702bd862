import { StoppedTaskOptions } from './options';
import { ITaskEvents } from './protocol';
import { StoppedTasks } from './stopped-tasks';

/** What becomes of the events of a cluster's tasks. ECS itself forgets a stopped task after an hour. */
export class TaskEvents {
  /**
   * Tells people why tasks stopped, in words, and keeps the event of each stopped task in a log group.
   * Creates a log group with a policy, a topic where none is given, a rule for each kind of stopped task that people are told of and one for the log
   * group, and a role. You pay for what is logged and sent: nothing while no task stops.
   */
  public static stoppedTasks(options: StoppedTaskOptions = {}): ITaskEvents {
    return new StoppedTasks(options);
  }

  private constructor() {}
}
