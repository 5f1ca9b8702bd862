import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { ContainerService, Ingress } from '../../../src';

export function build(stack: Stack): void {
  new ContainerService(stack, 'Web', {
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    ingress: Ingress.applicationLoadBalancer(),
  });
}
