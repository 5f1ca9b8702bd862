import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { ContainerService, Ingress } from 'cdk-stevedore';

/** A web service behind a load balancer, with every default: what people depend on from the first day. */
export function helloWeb(stack: Stack): void {
  new ContainerService(stack, 'Web', {
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    ingress: Ingress.applicationLoadBalancer(),
  });
}
