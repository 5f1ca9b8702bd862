import { aws_ec2 as ec2, aws_ecs as ecs, Size, Token } from 'aws-cdk-lib';
import { ManagedInstancesPoolOptions } from './options';
import { Finding, refuse } from '../../private/fail';
import { given } from '../../private/given';
import { requiredGpus } from '../pool/instance-requirements';
import { architectureOf, gpusOf } from '../pool/instance-types';

/** What the instances of a pool may be. */
export interface ManagedMachines {
  /**
   * What ECS chooses them by.
   *
   * @default - what the tasks need, among types for general use
   */
  readonly requirements?: ec2.InstanceRequirementsConfig;
  /**
   * The architecture that all of them have.
   *
   * @default - either
   */
  readonly architecture?: ecs.CpuArchitecture;
  /**
   * How many GPUs of NVIDIA each has at least.
   *
   * @default - not known
   */
  readonly gpus?: number;
}

/** What types and requirements say together, or what is wrong with them. */
export function machinesOf(options: ManagedInstancesPoolOptions): ManagedMachines {
  const { instanceTypes, requirements, architecture } = options;
  const types = instanceTypes ?? requirements?.allowedInstanceTypes;
  const found = architectureOfAll(types, requirements);
  refuse('InstanceTypes', findElsewhere(architecture, found));
  return given({
    requirements: instanceTypes ? { vCpuCountMin: 0, memoryMin: Size.mebibytes(0), allowedInstanceTypes: [...instanceTypes] } : requirements,
    architecture: architecture ?? found,
    gpus: gpusOfAll(types, requirements),
  });
}

/** Undefined as soon as there are two, or one is not known. */
function architectureOfAll(types: string[] | undefined, requirements: ec2.InstanceRequirementsConfig | undefined): ecs.CpuArchitecture | undefined {
  const all = types ? types.map(architectureOfPattern) : (requirements?.cpuManufacturers ?? [undefined]).map(architectureOfMaker);
  return new Set(all.map((one) => one?._cpuArchitecture)).size === 1 ? all[0] : undefined;
}

/** A pattern such as `m7g.*` says it by its family. */
function architectureOfPattern(type: string): ecs.CpuArchitecture | undefined {
  const [family, size] = Token.isUnresolved(type) ? [] : type.split('.');
  return family === undefined || size === undefined || family.includes('*') ? undefined : architectureOf(`${family}.large`);
}

/** Amazon's own are Graviton. */
function architectureOfMaker(maker: ec2.CpuManufacturer | undefined): ecs.CpuArchitecture | undefined {
  switch (maker) {
    case ec2.CpuManufacturer.AWS: return ecs.CpuArchitecture.ARM64;
    case ec2.CpuManufacturer.AMD:
    case ec2.CpuManufacturer.INTEL: return ecs.CpuArchitecture.X86_64;
    default: return undefined;
  }
}

/** Types for general use, which ECS takes where nothing is said, have none. Undefined as soon as one is not known. */
function gpusOfAll(types: string[] | undefined, requirements: ec2.InstanceRequirementsConfig | undefined): number | undefined {
  if (types) {
    const counts = types.map((type) => Token.isUnresolved(type) || type.includes('*') ? undefined : gpusOf(type));
    return counts.includes(undefined) ? undefined : Math.min(...counts as number[]);
  }
  return requirements ? requiredGpus(requirements) : 0;
}

function findElsewhere(wanted: ecs.CpuArchitecture | undefined, found: ecs.CpuArchitecture | undefined): Finding | undefined {
  return !wanted || !found || wanted._cpuArchitecture === found._cpuArchitecture ? undefined : {
    given: `architecture is ${wanted._cpuArchitecture}, and instanceTypes or requirements allow ${found._cpuArchitecture} only`,
    allowed: 'Tasks run on instances of their architecture',
    remedy: 'Leave architecture out, or choose other types',
  };
}
