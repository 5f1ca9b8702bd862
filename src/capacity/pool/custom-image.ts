import { aws_ec2 as ec2, aws_ecs as ecs } from 'aws-cdk-lib';
import { ImageFacts, KnownImage } from './known-image';
import { CustomImageOptions } from './pool-image-options';
import { AgentConfigFormat } from './pool-image-protocol';

const DISKS: { readonly [format in AgentConfigFormat]: string } = {
  [AgentConfigFormat.SHELL]: '/dev/xvda',
  [AgentConfigFormat.TOML]: '/dev/xvdb',
  [AgentConfigFormat.POWERSHELL]: '/dev/sda1',
};

export class CustomImage extends KnownImage {
  constructor(private readonly image: ec2.IMachineImage, operatingSystem: ecs.OperatingSystemFamily, options: CustomImageOptions) {
    super('custom', factsOf(operatingSystem, options));
  }

  protected machineImage(): ec2.IMachineImage {
    return this.image;
  }
}

function factsOf(operatingSystem: ecs.OperatingSystemFamily, { agentConfigFormat, diskName, architecture }: CustomImageOptions): ImageFacts {
  const format = agentConfigFormat ?? (operatingSystem.isWindows() ? AgentConfigFormat.POWERSHELL : AgentConfigFormat.SHELL);
  return {
    operatingSystem,
    agentConfigFormat: format,
    diskName: diskName ?? DISKS[format],
    ...(architecture ? { architectures: [architecture] } : {}),
  };
}
