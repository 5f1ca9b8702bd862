import { IConstruct } from 'constructs';

/** What AWS raises from time to time, as of November 2026. */
export interface Limits {
  /** The memory sizes, in MiB, that Fargate on Linux offers for each number of CPU units. */
  readonly fargateMemoryMiB: { readonly [cpu: string]: readonly number[] };
  /** The longest stop timeout of a container on Fargate. */
  readonly fargateStopTimeoutSeconds: number;
  /** The longest start timeout of a container on Fargate. */
  readonly fargateStartTimeoutSeconds: number;
  /** The most ephemeral storage of a task on Fargate. */
  readonly fargateEphemeralStorageGiB: number;
  /** The size of a registered task definition. */
  readonly taskDefinitionBytes: number;
  /** The containers of a task. */
  readonly containers: number;
  /** The security groups of a task. */
  readonly securityGroups: number;
  /** The rules of a security group in one direction. */
  readonly securityGroupRules: number;
  /** The subnets of a service. */
  readonly subnets: number;
}

/** The API's whole numbers: where it names no other limit. */
export const MAX_INTEGER = 2_147_483_647;

/** Tasks in a service. Factories know no app, so that no context can raise it. */
export const MAX_TASKS = 5000;

/** What a type of EBS volume offers. */
export interface VolumeLimits {
  /** The least and the greatest size, in GiB. */
  readonly sizeGiB: { readonly min: number; readonly max: number };
  /** The least and the greatest number of I/O operations a second, where it is chosen, and how many for each GiB beyond the least. */
  readonly iops?: { readonly min: number; readonly max: number; readonly perGiB: number };
}

/** The types of EBS volumes, as of November 2026. No context can raise them: aws-cdk-lib refuses what is beyond. */
export const VOLUME_LIMITS: { readonly [volumeType: string]: VolumeLimits | undefined } = {
  gp3: { sizeGiB: { min: 1, max: 16_384 }, iops: { min: 3000, max: 80_000, perGiB: 500 } },
  gp2: { sizeGiB: { min: 1, max: 16_384 } },
  io2: { sizeGiB: { min: 4, max: 16_384 }, iops: { min: 100, max: 256_000, perGiB: 1000 } },
  io1: { sizeGiB: { min: 4, max: 16_384 }, iops: { min: 100, max: 64_000, perGiB: 50 } },
  st1: { sizeGiB: { min: 125, max: 16_384 } },
  sc1: { sizeGiB: { min: 125, max: 16_384 } },
  standard: { sizeGiB: { min: 1, max: 1024 } },
};

/** The throughput of a gp3 volume, in MiB a second, and how much for each I/O operation a second. */
export const GP3_THROUGHPUT = { min: 125, max: 2000, perIops: 0.25 };

/** An app on a raised limit overrides entries by the context key, before a release of this library knows of it. */
const CONTEXT_KEY = 'cdk-stevedore:limits';

const LIMITS: Limits = {
  fargateMemoryMiB: {
    256: [512, 1024, 2048],
    512: steps(1024, 4096, 1024),
    1024: steps(2048, 8192, 1024),
    2048: steps(4096, 16384, 1024),
    4096: steps(8192, 30720, 1024),
    8192: steps(16384, 61440, 4096),
    16384: steps(32768, 122880, 8192),
    32768: [61440, 122880, 249856],
  },
  fargateStopTimeoutSeconds: 120,
  fargateStartTimeoutSeconds: 120,
  fargateEphemeralStorageGiB: 200,
  taskDefinitionBytes: 64 * 1024,
  containers: 10,
  securityGroups: 5,
  securityGroupRules: 60,
  subnets: 16,
};

export function limitsOf(scope: IConstruct): Limits {
  const context: unknown = scope.node.tryGetContext(CONTEXT_KEY) ?? {};
  const overrides = (typeof context === 'string' ? JSON.parse(context) : context) as Partial<Limits>; // -c on the command line gives text
  return { ...LIMITS, ...overrides, fargateMemoryMiB: { ...LIMITS.fargateMemoryMiB, ...overrides.fargateMemoryMiB } };
}

function steps(first: number, last: number, step: number): number[] {
  return Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step);
}
