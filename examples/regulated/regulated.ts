import { aws_ecs as ecs, aws_route53 as route53, Duration, Stack } from 'aws-cdk-lib';
import {
  Capacity, ContainerDaemon, ContainerPlatform, ContainerService, Ingress, InstancePool, Profile, Scaling, WorkQueue,
} from 'cdk-stevedore';

/** Payments for an audit: a web service, a worker on its queue, a ledger on instances of its own, and an agent on these. */
export function regulated(stack: Stack): void {
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' });
  const platform = new ContainerPlatform(stack, 'Platform', {
    profile: Profile.regulated(),
    pools: { ledger: InstancePool.autoScalingGroup({ instanceTypes: ['c7g.large'], minInstances: 2 }) },
  });

  new ContainerService(stack, 'Web', {
    platform,
    image: ecs.ContainerImage.fromRegistry('docker.io/traefik/whoami:v1.11.0'),
    command: ['--port', '8080'],
    port: 8080,
    user: '1000',
    ingress: Ingress.applicationLoadBalancer({ domain: { zone, name: 'pay.example.com' }, healthCheck: { path: '/health' } }),
  });

  new ContainerService(stack, 'Worker', {
    platform,
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/aws-cli/aws-cli:2.31.0'),
    entryPoint: ['sh', '-c'],
    command: [WORKER],
    user: '1000',
    queues: { payments: WorkQueue.create({ visibilityTimeout: Duration.minutes(2) }) },
    scaling: Scaling.manual(1),
  });

  new ContainerService(stack, 'Ledger', { platform, capacity: Capacity.pool('ledger'), ...busybox('while true; do date; sleep 60; done') });
  new ContainerDaemon(stack, 'Agent', { platform, pool: 'ledger', ...busybox('while true; do cat /proc/loadavg; sleep 60; done') });
}

/** A small program that writes nothing but its output. */
function busybox(program: string): { image: ecs.ContainerImage; command: string[]; cpu: number; memoryMiB: number; user: string } {
  return { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'), command: ['sh', '-c', program], cpu: 128, memoryMiB: 64, user: '1000' };
}

/** Takes one payment after the other. What it takes is away only when it is done. */
const WORKER = `
while true; do
  receipt=$(aws sqs receive-message --queue-url "$PAYMENTS_QUEUE_URL" --query 'Messages[0].ReceiptHandle' --output text)
  [ "$receipt" = None ] && continue
  echo payment done
  aws sqs delete-message --queue-url "$PAYMENTS_QUEUE_URL" --receipt-handle "$receipt"
done`.trim();
