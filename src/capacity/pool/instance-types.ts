import { aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';

/** EC2 names types so; the second part is the size. */
export const INSTANCE_TYPE = /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/;

/**
 * The NVIDIA GPUs of each size; `*` are the other sizes of the family. Shares of a GPU are left out: what ECS makes of them is not documented.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/ac.html, .../pg.html for g3 and p3; November 2026
 */
const GPUS: { readonly [family: string]: { readonly [size: string]: number } } = {
  'g3': { '4xlarge': 1, '8xlarge': 2, '16xlarge': 4 },
  'g3s': { '*': 1 },
  'g4dn': { '12xlarge': 4, 'metal': 8, '*': 1 },
  'g5': { '12xlarge': 4, '24xlarge': 4, '48xlarge': 8, '*': 1 },
  'g5g': { '16xlarge': 2, 'metal': 2, '*': 1 },
  'g6': { '12xlarge': 4, '24xlarge': 4, '48xlarge': 8, '*': 1 },
  'g6e': { '12xlarge': 4, '24xlarge': 4, '48xlarge': 8, '*': 1 },
  'gr6': { '*': 1 },
  'g7': { '12xlarge': 2, '24xlarge': 4, '48xlarge': 8, '*': 1 },
  'g7e': { '12xlarge': 2, '24xlarge': 4, '48xlarge': 8, '*': 1 },
  'p3': { '2xlarge': 1, '8xlarge': 4, '16xlarge': 8 },
  'p3dn': { '*': 8 },
  'p4d': { '*': 8 },
  'p4de': { '*': 8 },
  'p5': { '4xlarge': 1, '48xlarge': 8 },
  'p5e': { '*': 8 },
  'p5en': { '*': 8 },
  'p6-b200': { '*': 8 },
  'p6-b300': { '*': 8 },
  'p6e-gb200': { '*': 4 },
};

/** aws-cdk-lib cannot read names with a number behind a hyphen, such as `p6-b200`: of these, the Grace processors are ARM. */
export function architectureOf(instanceType: string): ecs.CpuArchitecture {
  const arm = /^[a-z]+\d{1,2}[a-z-]*\./.test(instanceType)
    ? new ec2.InstanceType(instanceType).architecture === ec2.InstanceArchitecture.ARM_64
    : /-gb\d/.test(instanceType);
  return arm ? ecs.CpuArchitecture.ARM64 : ecs.CpuArchitecture.X86_64;
}

/** How many NVIDIA GPUs an instance has, or undefined where that is not known. */
export function gpusOf(instanceType: string): number | undefined {
  const [family, size] = instanceType.split('.');
  const sizes = GPUS[family];
  if (sizes) { return sizes[size] ?? sizes['*']; }
  // g and p are the series with GPUs, but for AMD's.
  return family === 'g4ad' || !/^(g|gr|p)\d/.test(family) ? 0 : undefined;
}

/** Whether it has AWS Inferentia or Trainium. */
export function isNeuron(instanceType: string): boolean {
  return /^(inf|trn)\d/.test(instanceType);
}
