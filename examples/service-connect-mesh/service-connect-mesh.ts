import { Annotations, aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Deployment, Discovery, Ingress, Network, Profile } from 'cdk-stevedore';

/** Two services that call each other, and one in another stack that the internet reaches and that calls both. */
export function serviceConnectMesh(shopStack: Stack, webStack: Stack): void {
  const platform = new ContainerPlatform(shopStack, 'Platform', {
    profile: Profile.production({ minTasks: 1, network: Network.natGateways({ count: 1 }) }),
    namespaceName: 'mesh',
  });
  const image = ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29');
  // The proxy of Service Connect has its share of each task.
  const size = { cpu: 512, memoryMiB: 1024 };

  const ledger = new ContainerService(shopStack, 'Ledger', { platform, image, ...size, port: 80 });
  const stock = new ContainerService(shopStack, 'Stock', {
    platform,
    image,
    ...size,
    discovery: Discovery.serviceConnect({ accessLogs: { format: ecs.ServiceConnectAccessLogFormat.JSON } }),
    deployment: Deployment.blueGreen({ testHeader: 'x-version: next' }),
  });
  ledger.connectTo(stock);
  stock.connectTo(ledger);
  // Which of the two starts first is open: the README says what to do if it does not find the other one.
  Annotations.of(stock).acknowledgeInfo('stevedore.MutualConnections');

  const web = new ContainerService(webStack, 'Web', { platform, image, ...size, ingress: Ingress.applicationLoadBalancer() });
  web.connectTo(ledger);
  web.connectTo(stock);
}
