import { aws_ec2 as ec2, aws_ecs as ecs, Stack, Token } from 'aws-cdk-lib';
import { IDependable } from 'constructs';
import { ExecSettings, IContainerPlatform } from '../platform';
import { applyRules, endpointRules } from './rules';
import { EndpointFacts } from './rules/facts';
import { TaskRuntime } from './runtime';
import { TaskPlan } from './task-plan';
import { SidecarConfig } from '../sidecar';
import { WorkQueueConfig } from '../work-queue';

/** What of a workload says what it reaches. */
export interface EndpointParts {
  /** What it runs on. */
  readonly platform: IContainerPlatform;
  /** The subnets of the tasks. */
  readonly subnets: Pick<ec2.SelectedSubnets, 'hasPublic'>;
  /** What the tasks run on. */
  readonly runtime: Pick<TaskRuntime, 'outside'>;
  /** The task's defaults. */
  readonly plan: Pick<TaskPlan, 'containerName'>;
  /** The sidecars, by name. */
  readonly sidecars: Map<string, SidecarConfig>;
  /** The queues, by name. */
  readonly queues: Map<string, WorkQueueConfig>;
  /**
   * How sessions are opened in the containers.
   *
   * @default - not at all
   */
  readonly exec?: ExecSettings;
}

/**
 * Makes the endpoints that the tasks of a workload need, where they have no other way out, and returns what to wait for. Asked of what has been
 * made, so that it makes no difference who wanted it. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 */
export function reachAws(taskDefinition: ecs.TaskDefinition, parts: EndpointParts): IDependable[] {
  const { platform } = parts;
  if (!needEndpoints(parts)) { return []; }
  const containers = [parts.plan.containerName, ...parts.sidecars.keys()].flatMap((name) => taskDefinition.findContainer(name) ?? []);
  applyRules(endpointRules, factsOf(taskDefinition, containers), taskDefinition.node.scope!);
  return platform.reach(servicesOf(containers, parts));
}

/**
 * The same for the proxy of Service Connect, which asks ECS where the others are and writes a log of its own
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html#fargate-ecs-vpc-endpoint-considerations).
 */
export function reachForProxy(parts: Pick<EndpointParts, 'platform' | 'subnets' | 'runtime'>, hasLog: boolean): IDependable[] {
  const { CLOUDWATCH_LOGS, ECS_AGENT } = ec2.InterfaceVpcEndpointAwsService;
  return needEndpoints(parts) ? parts.platform.reach([ECS_AGENT, ...hasLog ? [CLOUDWATCH_LOGS] : []]) : [];
}

/** Machines outside AWS are in a network of their own, whatever that of the platform is. */
function needEndpoints({ platform, subnets, runtime }: Pick<EndpointParts, 'platform' | 'subnets' | 'runtime'>): boolean {
  return platform.endpointsOnly && !subnets.hasPublic && !runtime.outside;
}

function factsOf(taskDefinition: ecs.TaskDefinition, containers: ecs.ContainerDefinition[]): EndpointFacts {
  return { images: containers.map(({ imageName }) => imageName), region: Stack.of(taskDefinition).region };
}

function servicesOf(containers: ecs.ContainerDefinition[], { queues, exec }: EndpointParts): ec2.InterfaceVpcEndpointAwsService[] {
  const { ECR, ECR_DOCKER, CLOUDWATCH_LOGS, SECRETS_MANAGER, SSM, SQS } = ec2.InterfaceVpcEndpointAwsService;
  const secrets = containers.flatMap(secretsOf);
  return [
    ...containers.some(({ imageName }) => isInEcr(imageName)) ? [ECR, ECR_DOCKER] : [],
    ...containers.some(({ logDriverConfig }) => logDriverConfig?.logDriver === 'awslogs') ? [CLOUDWATCH_LOGS] : [],
    ...secrets.some((arn) => !isParameter(arn)) ? [SECRETS_MANAGER] : [],
    ...secrets.some(isParameter) ? [SSM] : [],
    ...queues.size > 0 ? [SQS] : [],
    ...exec ? servicesOfExec(exec) : [],
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html: of all keys, only that of a session is asked for by the task. */
function servicesOfExec({ encryptionKey, logGroupArn }: ExecSettings): ec2.InterfaceVpcEndpointAwsService[] {
  const { CLOUDWATCH_LOGS, KMS, SSM_MESSAGES } = ec2.InterfaceVpcEndpointAwsService;
  return [SSM_MESSAGES, ...encryptionKey ? [KMS] : [], ...logGroupArn === undefined ? [] : [CLOUDWATCH_LOGS]];
}

function secretsOf(container: ecs.ContainerDefinition): string[] {
  const { secrets } = container.renderContainerDefinition();
  const own = Array.isArray(secrets) ? secrets as ecs.CfnTaskDefinition.SecretProperty[] : [];
  return [...own, ...container.logDriverConfig?.secretOptions ?? []].map(({ valueFrom }) => valueFrom);
}

/** Of what is known only later, as with an image that the app builds, Amazon ECR is the likely home. */
function isInEcr(image: string): boolean {
  return /\.dkr[.-]ecr/.test(image) || Token.isUnresolved(image);
}

/** The name of the service stands in each ARN, whatever of the rest is known. */
function isParameter(arn: string): boolean {
  return arn.includes(':ssm:');
}
