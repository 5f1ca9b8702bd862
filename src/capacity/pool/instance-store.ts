import { fail } from '../../private/fail';

/** What the NVMe disks of instances are used for. They are fast, and lost with the instance. */
export class InstanceStore {
  /**
   * Docker keeps its images and containers there. Creates nothing, and costs nothing beyond the instance.
   */
  public static docker(): InstanceStore {
    return new InstanceStore('/var/lib/docker');
  }

  /**
   * A directory of the instance, which tasks mount as a volume of the host. Creates nothing, and costs nothing beyond the instance.
   *
   * @param path the directory, such as `/mnt/fast`
   */
  public static directory(path: string): InstanceStore {
    return /^(\/[A-Za-z0-9._-]+)+$/.test(path) && !/\/\.\.?(\/|$)/.test(path) ? new InstanceStore(path) : fail('InstanceStore', {
      given: `The directory is '${path}'`,
      allowed: 'An absolute path of letters, digits, dots, hyphens and underscores is allowed',
      remedy: 'Give one, such as /mnt/fast',
    });
  }

  /** Where the disks are mounted, as one. */
  public readonly mountPath: string;

  private constructor(mountPath: string) {
    this.mountPath = mountPath;
  }
}
