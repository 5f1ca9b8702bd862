import { aws_ec2 as ec2, aws_ecs as ecs, Size } from 'aws-cdk-lib';
import { AutoScalingGroupPoolOptions, InstancePool, PoolImage } from '../../src';
import { boundPool, launchTemplateDataOf } from '../support/pool-stack';

const { ARM64, X86_64 } = ecs.CpuArchitecture;
const AL2023 = '/aws/service/ecs/optimized-ami/amazon-linux-2023';
const windows = (version: ecs.WindowsOptimizedVersion, core?: boolean) => ({ machineImage: PoolImage.windows(version, core) });

function bound(options: AutoScalingGroupPoolOptions) {
  return boundPool(InstancePool.autoScalingGroup(options));
}

/** The parameter of Systems Manager that a pool takes its image from. */
function parameterOf(options: AutoScalingGroupPoolOptions): unknown {
  const pool = bound(options);
  const { ImageId } = launchTemplateDataOf(pool) as unknown as { ImageId: { Ref: string } };
  const parameter = pool.template.toJSON().Parameters[ImageId.Ref];
  expect(parameter.Type).toBe('AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>');
  return parameter.Default;
}

test.each<[name: string, AutoScalingGroupPoolOptions, string]>([
  ['nothing said', {}, `${AL2023}/recommended/image_id`],
  ['Graviton', { instanceTypes: ['m7g.large'] }, `${AL2023}/arm64/recommended/image_id`],
  ['GPUs', { instanceTypes: ['g5.xlarge'] }, `${AL2023}/gpu/recommended/image_id`],
  ['Inferentia and Trainium', { instanceTypes: ['inf2.xlarge', 'trn1.2xlarge'] }, `${AL2023}/neuron/recommended/image_id`],
  ['GPUs of AMD', { instanceTypes: ['g4ad.xlarge'] }, `${AL2023}/recommended/image_id`],
  ['a type that the library does not know', { instanceTypes: ['g99.xlarge'] }, `${AL2023}/recommended/image_id`],
  ['requirements', { requirements: { vCpuCountMin: 2, memoryMin: Size.gibibytes(4) } }, `${AL2023}/recommended/image_id`],
  ['Bottlerocket', { machineImage: PoolImage.bottlerocket() }, '/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id'],
  ['Bottlerocket with GPUs on Graviton', { machineImage: PoolImage.bottlerocket(), instanceTypes: ['g5g.xlarge'] }, '/aws/service/bottlerocket/aws-ecs-2-nvidia/arm64/latest/image_id'],
  ['Windows', windows(ecs.WindowsOptimizedVersion.SERVER_2019), '/aws/service/ami-windows-latest/Windows_Server-2019-English-Full-ECS_Optimized/image_id'],
  ['Windows Core', windows(ecs.WindowsOptimizedVersion.SERVER_2025, true), '/aws/service/ami-windows-latest/Windows_Server-2025-English-Core-ECS_Optimized/image_id'],
])('the image of %s', (_, options, parameter) => {
  expect(parameterOf(options)).toBe(parameter);
});

test('no pool starts from Amazon Linux 2', () => {
  expect(Object.getOwnPropertyNames(PoolImage).filter((name) => /linux/i.test(name))).toEqual(['amazonLinux2023']);
});

test('an image that is looked up once is no parameter', () => {
  const machineImage = PoolImage.amazonLinux2023({ cachedInContext: true });
  const pool = boundPool(InstancePool.autoScalingGroup({ machineImage }), { env: { account: '111111111111', region: 'eu-west-1' } });
  expect(launchTemplateDataOf(pool).ImageId).toMatch(/^dummy-value-for-/);
  expect(Object.keys(pool.template.toJSON().Parameters)).toEqual(['BootstrapVersion']);
});

test('an image of one\'s own', () => {
  const image = ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-0123456789' });
  const machineImage = PoolImage.custom(image, ecs.OperatingSystemFamily.LINUX, { architecture: ARM64, diskName: '/dev/sda1' });
  const pool = boundPool(InstancePool.autoScalingGroup({ machineImage, instanceTypes: ['c8g.large'] }), { env: { region: 'eu-west-1' } });
  expect(launchTemplateDataOf(pool)).toMatchObject({ ImageId: 'ami-0123456789', BlockDeviceMappings: [{ DeviceName: '/dev/sda1' }] });
});

test.each<[string, ecs.CpuArchitecture, number | undefined]>([
  ['m6i.large', X86_64, 0],
  ['t4g.small', ARM64, 0],
  ['a1.large', ARM64, 0],
  ['im4gn.large', ARM64, 0],
  ['u7i-12tb.224xlarge', X86_64, 0],
  ['inf2.24xlarge', X86_64, 0],
  ['g4ad.8xlarge', X86_64, 0],
  ['g5.xlarge', X86_64, 1],
  ['g5.12xlarge', X86_64, 4],
  ['g6e.48xlarge', X86_64, 8],
  ['g7.12xlarge', X86_64, 2],
  ['gr6.4xlarge', X86_64, 1],
  ['p3.8xlarge', X86_64, 4],
  ['p5.4xlarge', X86_64, 1],
  ['p6-b200.48xlarge', X86_64, 8],
  ['g6f.large', X86_64, undefined],
  ['g99.xlarge', X86_64, undefined],
])('%s', (type, architecture, gpuCount) => {
  const machineImage = gpuCount === undefined ? PoolImage.bottlerocket() : undefined;
  expect(bound({ instanceTypes: [type], machineImage }).config).toMatchObject({ architecture, ...(gpuCount === undefined ? {} : { gpuCount }) });
  expect('gpuCount' in bound({ instanceTypes: [type], machineImage }).config).toBe(gpuCount !== undefined);
});

test('of several types, the fewest GPUs count', () => {
  expect(bound({ instanceTypes: ['g5.12xlarge', 'g6.xlarge'] }).config.gpuCount).toBe(1);
});

test('Grace is ARM, which only Bottlerocket has drivers for', () => {
  const { config } = bound({ instanceTypes: ['p6e-gb200.36xlarge'], machineImage: PoolImage.bottlerocket() });
  expect(config).toMatchObject({ architecture: ARM64, gpuCount: 4 });
});

test('an image without drivers hands no GPU to tasks', () => {
  expect(bound({ instanceTypes: ['g5.xlarge'], machineImage: PoolImage.amazonLinux2023() }).config.gpuCount).toBe(0);
  expect(bound({ instanceTypes: ['g5.xlarge'], ...windows(ecs.WindowsOptimizedVersion.SERVER_2022) }).config.gpuCount).toBe(0);
});

const requirements = { vCpuCountMin: 4, memoryMin: Size.gibibytes(16) };
const nvidia = { acceleratorTypes: [ec2.AcceleratorType.GPU], acceleratorManufacturers: [ec2.AcceleratorManufacturer.NVIDIA] };

test.each<[string, ec2.InstanceRequirementsConfig, number | undefined]>([
  ['GPUs of NVIDIA', { ...requirements, ...nvidia, acceleratorCountMin: 2 }, 2],
  ['accelerators of several makers', { ...requirements, acceleratorCountMin: 1 }, undefined],
  ['no accelerators', { ...requirements, acceleratorCountMax: 0 }, 0],
])('requirements of %s', (_, given, gpuCount) => {
  const machineImage = gpuCount === undefined ? PoolImage.bottlerocket() : undefined;
  expect(bound({ requirements: given, machineImage }).config.gpuCount).toBe(gpuCount);
});

test('requirements may be for ARM', () => {
  expect(bound({ requirements, architecture: ARM64 }).config.architecture).toBe(ARM64);
  expect(parameterOf({ requirements, architecture: ARM64 })).toBe(`${AL2023}/arm64/recommended/image_id`);
});
