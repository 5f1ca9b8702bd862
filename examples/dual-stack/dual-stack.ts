import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Ingress, Network } from 'cdk-stevedore';

/** A web service that answers over IPv4 and IPv6, and whose tasks reach the internet over both. */
export function dualStack(stack: Stack): void {
  new ContainerService(stack, 'Web', {
    platform: new ContainerPlatform(stack, 'Platform', { network: Network.dualStack() }),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    ingress: Ingress.applicationLoadBalancer(),
  });
}
