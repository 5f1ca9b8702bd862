import { aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import { CustomImage } from './custom-image';
import { ImageFacts } from './known-image';
import { ParameterImage } from './parameter-image';
import { CustomImageOptions, PublishedImageOptions } from './pool-image-options';
import { AgentConfigFormat, IPoolImage, PoolImageContext } from './pool-image-protocol';
import { fail } from '../../private/fail';

/** What the instances of a pool start from. */
export class PoolImage {
  /**
   * Amazon Linux 2023, made for ECS, for x86-64 and ARM64. The default of pools without GPUs. Costs nothing beyond the instance.
   */
  public static amazonLinux2023(options: PublishedImageOptions = {}): IPoolImage {
    const facts = { ...onLinux(true), gpus: false };
    return new ParameterImage('amazonLinux2023', facts, ({ arm64 }) => linuxParameter(arm64 ? 'arm64/' : ''), options.cachedInContext);
  }

  /**
   * Amazon Linux 2023 with the drivers of NVIDIA's GPUs, for x86-64. The default of pools whose instances have GPUs. Costs nothing beyond the
   * instance.
   */
  public static gpu(options: PublishedImageOptions = {}): IPoolImage {
    const facts = { ...onLinux(false), gpus: true };
    return new ParameterImage('gpu', facts, () => linuxParameter('gpu/'), options.cachedInContext);
  }

  /**
   * Amazon Linux 2023 with the drivers of AWS Inferentia and Trainium, for x86-64. The default of pools of such instances. Costs nothing beyond
   * the instance.
   */
  public static neuron(options: PublishedImageOptions = {}): IPoolImage {
    const facts = { ...onLinux(false), gpus: false };
    return new ParameterImage('neuron', facts, () => linuxParameter('neuron/'), options.cachedInContext);
  }

  /**
   * Bottlerocket, which holds what containers need and nothing else: no shell and no package manager. For x86-64 and ARM64, with NVIDIA's drivers
   * where the instances have GPUs. Costs nothing beyond the instance, which has two disks.
   */
  public static bottlerocket(options: PublishedImageOptions = {}): IPoolImage {
    const facts = { ...onLinux(true), agentConfigFormat: AgentConfigFormat.TOML, diskName: '/dev/xvdb' };
    return new ParameterImage('bottlerocket', facts, bottlerocketParameter, options.cachedInContext);
  }

  /**
   * Windows Server with Docker, made for ECS. The price of the instance includes the license of Windows.
   *
   * @param version the version of Windows Server
   * @param core whether it is without the desktop, which is smaller and starts sooner
   */
  public static windows(version: ecs.WindowsOptimizedVersion, core: boolean = false, options: PublishedImageOptions = {}): IPoolImage {
    const edition = core ? 'Core' : 'Full';
    if (!WINDOWS_EDITIONS.includes(`${version} ${edition}`)) { failNoWindows(version, edition); }
    const name = `/aws/service/ami-windows-latest/Windows_Server-${version}-English-${edition}-ECS_Optimized/image_id`;
    return new ParameterImage('windows', onWindows(`WINDOWS_SERVER_${version}_${edition.toUpperCase()}`), () => name, options.cachedInContext);
  }

  /**
   * An image of your own, with the agent of ECS in it. Creates nothing; what the image costs is between you and who sells it.
   *
   * @param image the machine image
   * @param operatingSystem its operating system
   */
  public static custom(image: ec2.IMachineImage, operatingSystem: ecs.OperatingSystemFamily, options: CustomImageOptions = {}): IPoolImage {
    return new CustomImage(image, operatingSystem, options);
  }

  private constructor() {}
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_windows_AMI.html */
const WINDOWS_EDITIONS = ['2025 Full', '2025 Core', '2022 Full', '2022 Core', '2019 Full', '2019 Core', '2016 Full'];

function onLinux(armAsWell: boolean): ImageFacts {
  const { ARM64, X86_64 } = ecs.CpuArchitecture;
  return {
    operatingSystem: ecs.OperatingSystemFamily.LINUX,
    agentConfigFormat: AgentConfigFormat.SHELL,
    diskName: '/dev/xvda',
    architectures: armAsWell ? [X86_64, ARM64] : [X86_64],
  };
}

function onWindows(family: string): ImageFacts {
  return {
    operatingSystem: ecs.OperatingSystemFamily.of(family),
    agentConfigFormat: AgentConfigFormat.POWERSHELL,
    diskName: '/dev/sda1',
    architectures: [ecs.CpuArchitecture.X86_64],
    gpus: false,
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html */
function linuxParameter(variant: string): string {
  return `/aws/service/ecs/optimized-ami/amazon-linux-2023/${variant}recommended/image_id`;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-bottlerocket-retrieve-ami.html */
function bottlerocketParameter({ arm64, gpus }: PoolImageContext): string {
  return `/aws/service/bottlerocket/aws-ecs-2${gpus ? '-nvidia' : ''}/${arm64 ? 'arm64' : 'x86_64'}/latest/image_id`;
}

function failNoWindows(version: string, edition: string): never {
  return fail('PoolImage', {
    given: `The image is Windows Server ${version} ${edition}`,
    allowed: `AWS publishes ${WINDOWS_EDITIONS.join(', ')}`,
    remedy: 'Choose one of these, or bring an image of your own with PoolImage.custom()',
  });
}
