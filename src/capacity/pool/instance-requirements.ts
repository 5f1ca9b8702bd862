import { aws_autoscaling as autoscaling, aws_ec2 as ec2, Size } from 'aws-cdk-lib';

/** What Auto Scaling calls them: L2 takes the properties of the L1 there, and its own struct for Managed Instances. */
export function renderRequirements(given: ec2.InstanceRequirementsConfig): autoscaling.CfnAutoScalingGroup.InstanceRequirementsProperty {
  return {
    acceleratorCount: between(given.acceleratorCountMin, given.acceleratorCountMax),
    acceleratorManufacturers: given.acceleratorManufacturers,
    acceleratorNames: given.acceleratorNames,
    acceleratorTotalMemoryMiB: between(mebibytes(given.acceleratorTotalMemoryMin), mebibytes(given.acceleratorTotalMemoryMax)),
    acceleratorTypes: given.acceleratorTypes,
    allowedInstanceTypes: given.allowedInstanceTypes,
    bareMetal: given.bareMetal,
    baselineEbsBandwidthMbps: between(given.baselineEbsBandwidthMbpsMin, given.baselineEbsBandwidthMbpsMax),
    burstablePerformance: given.burstablePerformance,
    cpuManufacturers: given.cpuManufacturers,
    excludedInstanceTypes: given.excludedInstanceTypes,
    instanceGenerations: given.instanceGenerations,
    localStorage: given.localStorage,
    localStorageTypes: given.localStorageTypes,
    maxSpotPriceAsPercentageOfOptimalOnDemandPrice: given.maxSpotPriceAsPercentageOfOptimalOnDemandPrice,
    memoryGiBPerVCpu: between(gibibytes(given.memoryPerVCpuMin), gibibytes(given.memoryPerVCpuMax)),
    memoryMiB: { min: mebibytes(given.memoryMin), max: mebibytes(given.memoryMax) },
    networkBandwidthGbps: between(given.networkBandwidthGbpsMin, given.networkBandwidthGbpsMax),
    networkInterfaceCount: between(given.networkInterfaceCountMin, given.networkInterfaceCountMax),
    onDemandMaxPricePercentageOverLowestPrice: given.onDemandMaxPricePercentageOverLowestPrice,
    requireHibernateSupport: given.requireHibernateSupport,
    spotMaxPricePercentageOverLowestPrice: given.spotMaxPricePercentageOverLowestPrice,
    totalLocalStorageGb: between(given.totalLocalStorageGBMin, given.totalLocalStorageGBMax),
    vCpuCount: { min: given.vCpuCountMin, max: given.vCpuCountMax },
  };
}

/** How many GPUs of NVIDIA each instance has at least, or undefined where it could be any number. */
export function requiredGpus(given: ec2.InstanceRequirementsConfig): number | undefined {
  if (given.acceleratorCountMax === 0) { return 0; }
  const { acceleratorTypes: types, acceleratorManufacturers: makers } = given;
  const ofNvidia = isOnly(types, ec2.AcceleratorType.GPU) && isOnly(makers, ec2.AcceleratorManufacturer.NVIDIA);
  return ofNvidia ? given.acceleratorCountMin : undefined;
}

function isOnly<T>(list: T[] | undefined, value: T): boolean {
  return list?.length === 1 && list[0] === value;
}

function between(min: number | undefined, max: number | undefined): { min?: number; max?: number } | undefined {
  return min === undefined && max === undefined ? undefined : { min, max };
}

function mebibytes(size: Size | undefined): number | undefined {
  return size?.toMebibytes();
}

function gibibytes(size: Size | undefined): number | undefined {
  return size?.toGibibytes();
}
