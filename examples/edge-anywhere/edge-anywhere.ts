import { aws_ecs as ecs, Stack } from 'aws-cdk-lib';
import { Capacity, ContainerDaemon, ContainerPlatform, ContainerService, Network, Profile, WorkQueue } from 'cdk-stevedore';

/** Machines in a warehouse that print labels from a queue, with something on each of them that says how busy it is. */
export function edgeAnywhere(platformStack: Stack, edgeStack: Stack): void {
  const platform = new ContainerPlatform(platformStack, 'Platform', {
    profile: Profile.production({ network: Network.publicSubnets(), minTasks: 1 }),
    externalMachines: true,
  });

  new ContainerService(edgeStack, 'Printer', {
    platform,
    capacity: Capacity.external(),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/aws-cli/aws-cli:2.27.50'),
    entryPoint: ['sh', '-c'],
    command: [PRINT],
    environment: { AWS_REGION: edgeStack.region },
    queues: { labels: WorkQueue.create() },
  });

  new ContainerDaemon(edgeStack, 'Watch', {
    platform,
    capacity: Capacity.external(),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
    command: ['sh', '-c', 'while true; do cat /proc/loadavg; sleep 60; done'],
    cpu: 128,
    memoryMiB: 64,
  });
}

/** Prints each message of the queue, and takes it out when that is done. */
const PRINT = `
trap 'exit 0' TERM
while true; do
  message=$(aws sqs receive-message --queue-url "$LABELS_QUEUE_URL" --query 'Messages[0].[ReceiptHandle, Body]' --output text) || { sleep 10; continue; }
  if [ "$message" != None ]; then
    echo "$message" | cut -f 2-
    aws sqs delete-message --queue-url "$LABELS_QUEUE_URL" --receipt-handle "$(echo "$message" | cut -f 1)"
  fi
done`.trim();
