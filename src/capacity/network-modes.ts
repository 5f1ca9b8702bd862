import { aws_ecs as ecs } from 'aws-cdk-lib';

/**
 * What ECS runs on instances, the default first. `NAT` is the mode of Docker on Windows, which a task definition has when it names none; Windows
 * Server 2016 has no other (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html#windows).
 */
export function networkModesOn(operatingSystem: ecs.OperatingSystemFamily): ecs.NetworkMode[] {
  const { AWS_VPC, BRIDGE, HOST, NAT, NONE } = ecs.NetworkMode;
  if (!operatingSystem.isWindows()) { return [AWS_VPC, BRIDGE, HOST, NONE]; }
  return /^WINDOWS_SERVER_2016_/i.test(operatingSystem._operatingSystemFamily) ? [NAT] : [AWS_VPC, NAT];
}
