import { aws_ecs as ecs, aws_ecs_patterns as patterns, Stack } from 'aws-cdk-lib';

export function build(stack: Stack): void {
  new patterns.ApplicationLoadBalancedFargateService(stack, 'Web', {
    taskImageOptions: { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29') },
  });
}
