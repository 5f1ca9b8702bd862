import { aws_ecs as ecs, aws_servicediscovery as cloudmap, Stack } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Discovery, Network, Profile } from 'cdk-stevedore';

/** A service that has a name in DNS, which everything in the VPC can ask, and a service that calls it. */
export function cloudMap(stack: Stack): void {
  const platform = new ContainerPlatform(stack, 'Platform', {
    profile: Profile.production({ minTasks: 1, network: Network.natGateways({ count: 1 }) }),
    namespaceName: 'shop.internal',
    namespaceType: cloudmap.NamespaceType.DNS_PRIVATE,
  });
  const image = ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29');

  const ledger = new ContainerService(stack, 'Ledger', { platform, image, port: 80, discovery: Discovery.cloudMap() });
  const reports = new ContainerService(stack, 'Reports', { platform, image });
  reports.connectTo(ledger);
}
