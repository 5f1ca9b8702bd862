import { aws_ec2 as ec2, aws_ecr as ecr, aws_ecs as ecs, aws_secretsmanager as secretsmanager, Stack } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Ingress, Network, Visibility } from 'cdk-stevedore';

/** An internal service whose tasks reach no internet: each service of AWS that they need has an endpoint in the VPC, and nothing else has. */
export function isolatedEndpoints(stack: Stack): void {
  const platform = new ContainerPlatform(stack, 'Platform', {
    network: Network.endpoints({ endpoints: [ec2.InterfaceVpcEndpointAwsService.EVENTBRIDGE] }), // the program sends events
  });

  new ContainerService(stack, 'Ledger', {
    platform,
    image: ecs.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Repository', 'ledger'), '1.0.0'),
    secrets: { API_KEY: ecs.Secret.fromSecretsManager(secretsmanager.Secret.fromSecretNameV2(stack, 'ApiKey', 'ledger/api-key')) },
    ingress: Ingress.applicationLoadBalancer({ visibility: Visibility.INTERNAL }),
  });
}
