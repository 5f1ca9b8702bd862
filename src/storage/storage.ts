import { EbsStorage } from './ebs';
import { EbsStorageOptions, ScratchStorageOptions } from './options';
import { IStorage } from './protocol';
import { ScratchStorage } from './scratch';

/** The volumes of a task. */
export class Storage {
  /**
   * An EBS volume of its own for each task, always encrypted. ECS makes it when the task starts and deletes it, with all that is on it, when the task
   * stops: it is fast disk space and no place to keep things. A task has one at most. The tags of the service reach the volume.
   *
   * Creates a role by which ECS makes the volumes. You pay for each GiB of each running task, also of both versions during a deployment, and for
   * IOPS and throughput beyond what is included.
   */
  public static ebs(options: EbsStorageOptions): IStorage {
    return new EbsStorage(options);
  }

  /**
   * An empty directory for each task, to share files between its containers. It lies on the task's own disk, whose 20 GiB `ephemeralStorageGiB`
   * extends, and is lost with the task. It belongs to root: a container that runs as another `user` can write to it only if its image has that
   * directory as a `VOLUME` of that user.
   *
   * Creates nothing, and costs nothing beyond the task's disk.
   */
  public static scratch(options: ScratchStorageOptions = {}): IStorage {
    return new ScratchStorage(options);
  }

  private constructor() {}
}
