import { aws_ecs as ecs, Duration, Size, Stack } from 'aws-cdk-lib';
import { Capacity, ContainerPlatform, ContainerService, Ingress, InstancePool, Scaling, Visibility } from 'cdk-stevedore';

/** A language model on a GPU, behind OpenAI's API, for other services of the VPC. */
export function gpuInference(stack: Stack): void {
  const platform = new ContainerPlatform(stack, 'Platform', {
    pools: {
      gpu: InstancePool.autoScalingGroup({
        instanceTypes: ['g6.xlarge'],
        maxInstances: 2,
        // Room for the image and the model.
        rootVolume: { size: Size.gibibytes(100), throughput: 500 },
      }),
    },
  });

  new ContainerService(stack, 'Model', {
    platform,
    capacity: Capacity.pool('gpu'),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/deep-learning-containers/vllm:0.17.1-gpu-py312-cu129-ubuntu22.04-ec2'),
    command: ['--model', 'Qwen/Qwen3-4B-Instruct-2507', '--host', '0.0.0.0', '--port', '8000', '--max-model-len', '16384'],
    port: 8000,
    gpuCount: 1,
    cpu: 3072,
    memoryMiB: 12_288,
    scaling: Scaling.manual(1),
    ingress: Ingress.applicationLoadBalancer({
      visibility: Visibility.INTERNAL,
      healthCheck: { path: '/health' },
      // An answer comes word by word, and the first one may take a while.
      idleTimeout: Duration.minutes(5),
    }),
    // The image and the model are loaded from the internet first.
    healthCheckGracePeriod: Duration.minutes(20),
  });
}
