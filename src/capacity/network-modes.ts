import { aws_ecs as ecs } from 'aws-cdk-lib';

/** What ECS runs on instances, the default first. `NAT` is the mode of Docker on Windows, which a task definition has when it names none. */
export function networkModesOn(operatingSystem: ecs.OperatingSystemFamily): ecs.NetworkMode[] {
  const { AWS_VPC, BRIDGE, HOST, NAT, NONE } = ecs.NetworkMode;
  return operatingSystem.isWindows() ? [AWS_VPC, NAT] : [AWS_VPC, BRIDGE, HOST, NONE];
}
