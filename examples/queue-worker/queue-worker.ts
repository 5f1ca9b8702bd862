import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aws_ecs as ecs, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, Duration, Stack } from 'aws-cdk-lib';
import { ContainerService, Scaling, WorkQueue } from 'cdk-stevedore';

/** A service that works on orders, with as many tasks as it takes for each order to be done within a minute, and a shop that sends them. */
export function queueWorker(stack: Stack): void {
  const worker = new ContainerService(stack, 'Worker', {
    ...pythonProgram('worker.py'),
    queues: { orders: WorkQueue.create({ visibilityTimeout: Duration.minutes(1) }) },
    scaling: Scaling.automatic({
      min: 1,
      max: 10,
      backlog: { acceptableLatency: Duration.minutes(1), processingTime: Duration.seconds(2) },
    }),
  });

  const shop = createShop(stack);
  const orders = worker.queue('orders');
  orders.grantSendMessages(shop);
  shop.addEnvironment('ORDERS_QUEUE_URL', orders.queueUrl);
}

/** The program of a file, as the last word of the command. An image of your own would have both the program and boto3 in it. */
function pythonProgram(file: string): { image: ecs.ContainerImage; entryPoint: string[]; command: string[] } {
  return {
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/python:3.14-slim'),
    entryPoint: ['sh', '-c', 'pip install --quiet --root-user-action=ignore boto3==1.44.5 && exec python -c "$0"'],
    command: [readFileSync(join(__dirname, file), 'utf8')],
  };
}

/** It may send orders and write its log, and nothing else. */
function createShop(stack: Stack): lambda.Function {
  const logGroup = new logs.LogGroup(stack, 'ShopLogs', { retention: logs.RetentionDays.THREE_MONTHS });
  const role = new iam.Role(stack, 'ShopRole', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  return new lambda.Function(stack, 'Shop', {
    runtime: lambda.Runtime.PYTHON_3_14,
    architecture: lambda.Architecture.ARM_64,
    handler: 'index.handler',
    code: lambda.Code.fromInline(readFileSync(join(__dirname, 'shop.py'), 'utf8')),
    timeout: Duration.minutes(1),
    role,
    logGroup,
  });
}
