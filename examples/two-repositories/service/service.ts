import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Ingress } from 'cdk-stevedore';

/** The repository of those who look after a service: they find the platform by its name. */
export function serviceRepository(stack: Stack): void {
  new ContainerService(stack, 'Web', {
    platform: ContainerPlatform.fromPublished(stack, 'Platform', 'shared'),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    ingress: Ingress.applicationLoadBalancer(),
  });
}
