import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { Capacity, ContainerPlatform, ContainerService, Deployment, Ingress, Profile, Scaling, Visibility } from 'cdk-stevedore';

/** A development platform in one stack, and services that refer to it in others: a web service, and an internal one of a single task. */
export function twoStacks(platformStack: Stack, webStack: Stack, ledgerStack: Stack): void {
  const platform = new ContainerPlatform(platformStack, 'Platform', { profile: Profile.development() });

  const web = new ContainerService(webStack, 'Web', {
    platform,
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    capacity: Capacity.fargateSpot({ onDemandBase: 1, onDemandWeight: 1, spotWeight: 3 }),
    ingress: Ingress.applicationLoadBalancer(),
    scaling: Scaling.automatic({ min: 1, max: 4, memoryPercent: 70 }),
  });

  new ContainerService(ledgerStack, 'Ledger', {
    platform,
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    ingress: Ingress.applicationLoadBalancer({ visibility: Visibility.INTERNAL, allowFrom: [web.securityGroup] }),
    capacity: Capacity.fargate(),
    deployment: Deployment.recreate(),
    scaling: Scaling.manual(1),
  });
}
