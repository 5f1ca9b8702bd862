import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Ingress, Profile } from '../../../src';

export function build(stack: Stack): void {
  const platform = new ContainerPlatform(stack, 'Platform', { profile: Profile.development() });

  new ContainerService(stack, 'Web', {
    platform,
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    ingress: Ingress.applicationLoadBalancer(),
  });
}
