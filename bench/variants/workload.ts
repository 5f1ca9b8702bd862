import { aws_ecs as ecs } from 'aws-cdk-lib';

/** Below CloudFormation's limit of 500 resources for every variant. */
const SERVICES_A_STACK = 20;

/** What each service runs. */
export const IMAGE = ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29');

/** How each service scales. */
export const SCALING = { min: 2, max: 10, cpuPercent: 60 };

/** The ids of stacks, with those of their services. Each stack has a network and a cluster of its own. */
export function idsOfStacks(services: number): [stackId: string, serviceIds: string[]][] {
  const stacks = Math.ceil(services / SERVICES_A_STACK);
  return Array.from({ length: stacks }, (_, stack) => {
    const count = Math.min(SERVICES_A_STACK, services - stack * SERVICES_A_STACK);
    return [`Stack${stack}`, Array.from({ length: count }, (_unused, service) => `Service${service}`)];
  });
}
