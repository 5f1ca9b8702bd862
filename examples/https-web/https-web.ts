import { aws_ecs as ecs, aws_route53 as route53, aws_secretsmanager as secretsmanager, Duration, Stack } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Ingress, PortSpec, Scaling } from 'cdk-stevedore';

/** A web service on its own domain: certificate, alias record, redirect, automatic scaling, a secret and a read-only file system. */
export function httpsWeb(stack: Stack): void {
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' });
  const apiKey = secretsmanager.Secret.fromSecretNameV2(stack, 'ApiKey', 'web/api-key');

  new ContainerService(stack, 'Web', {
    platform: new ContainerPlatform(stack, 'Platform'),
    image: ecs.ContainerImage.fromRegistry('docker.io/traefik/whoami:v1.11.0'),
    command: ['--port', '8080'],
    ports: { web: PortSpec.http(8080) },
    cpu: 512,
    memoryMiB: 1024,
    architecture: ecs.CpuArchitecture.ARM64,
    user: '1000',
    readonlyRootFilesystem: true,
    environment: { LOG_LEVEL: 'info' },
    secrets: { API_KEY: ecs.Secret.fromSecretsManager(apiKey) },
    stopTimeout: Duration.seconds(60),
    ingress: Ingress.applicationLoadBalancer({
      domain: { zone, name: 'www.example.com', aliases: ['example.com'] },
      healthCheck: { path: '/health' },
    }),
    scaling: Scaling.automatic({ min: 2, max: 10, cpuPercent: 60 }),
  });
}
