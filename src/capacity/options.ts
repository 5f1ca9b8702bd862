/** How tasks are divided between Fargate Spot and Fargate. */
export interface FargateSpotOptions {
  /**
   * How many tasks run on Fargate before any runs on Spot, 0 to 100000.
   *
   * @default 0
   */
  readonly onDemandBase?: number;

  /**
   * The share of Fargate in the tasks beyond the base, 0 to 1000, against `spotWeight`.
   *
   * @default 0
   */
  readonly onDemandWeight?: number;

  /**
   * The share of Fargate Spot in the tasks beyond the base, 0 to 1000.
   *
   * @default 1
   */
  readonly spotWeight?: number;
}
