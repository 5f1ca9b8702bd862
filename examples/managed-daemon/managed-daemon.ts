import { aws_ecs as ecs, aws_logs as logs, Duration, Stack } from 'aws-cdk-lib';
import { Capacity, ContainerDaemon, ContainerPlatform, ContainerService, InstancePool, PortSpec, Scaling } from 'cdk-stevedore';

const AGENT_PORT = 25888;

/** An agent on each Managed Instance, which takes the metrics of all tasks there to CloudWatch, and a shop that has some. */
export function managedDaemon(stack: Stack): void {
  const platform = new ContainerPlatform(stack, 'Platform', {
    pools: { shop: InstancePool.managedInstances({ instanceTypes: ['c7g.*', 'm7g.*'] }) },
  });
  const metrics = new logs.LogGroup(stack, 'Metrics', { retention: logs.RetentionDays.THREE_MONTHS });

  const agent = new ContainerDaemon(stack, 'Agent', {
    platform,
    pool: 'shop',
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300066.1'),
    environment: { CW_CONFIG_CONTENT: JSON.stringify({ logs: { metrics_collected: { emf: {} } } }) },
    ports: { emf: PortSpec.tcp(AGENT_PORT) },
    cpu: 128,
    memoryMiB: 256,
    drainPercent: 50,
  });
  metrics.grantWrite(agent);

  new ContainerService(stack, 'Shop', {
    platform,
    capacity: Capacity.pool('shop'),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
    command: ['sh', '-c', SHOP],
    environment: { LOG_GROUP: metrics.logGroupName },
    cpu: 256,
    memoryMiB: 512,
    stopTimeout: Duration.seconds(2),
    scaling: Scaling.manual(2),
  });
}

/** An order each ten seconds, as a line in CloudWatch's embedded metric format. ECS gives the daemons of an instance the address 169.254.172.2. */
const SHOP = `
while true; do
  echo '{"_aws":{"Timestamp":'$(date +%s)'000,"LogGroupName":"'$LOG_GROUP'","CloudWatchMetrics":[{"Namespace":"Shop","Dimensions":[["Town"]],\
"Metrics":[{"Name":"Orders","Unit":"Count"}]}]},"Town":"Riga","Orders":1}' | nc -w 1 169.254.172.2 ${AGENT_PORT}
  sleep 10
done`.trim();
