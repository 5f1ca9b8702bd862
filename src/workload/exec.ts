import { ArnFormat, aws_ecs as ecs, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ExecSettings, IContainerPlatform } from '../platform';
import { ContainerParts } from './container-plan';
import { readonlyRoot } from './profile';
import { TaskProps } from './props';
import { TaskRuntime } from './runtime';
import { ServiceParts } from './service';
import { acknowledge } from '../private/acknowledge';
import { fail, Finding, refuse } from '../private/fail';
import { grantLogging } from '../private/keys';

/**
 * What is known of the sessions of a workload, with ECS Exec: nothing, where it has none.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
export function resolveExec(scope: Construct, platform: IContainerPlatform, props: TaskProps, runtime: TaskRuntime): ExecSettings | undefined {
  const { execSettings } = platform;
  if (!(props.execEnabled ?? execSettings?.enabledByDefault)) { return undefined; }
  if (!execSettings) {
    return fail('ExecDisabled', {
      given: 'execEnabled is true, and the platform has neither a key nor a log for sessions',
      allowed: 'Sessions are encrypted with a key of the platform, and logged to a log group of it',
      remedy: 'Give the platform execEnabled too; for one that was published, also fromPublished()',
    }, scope);
  }
  refuse('R136', findReadonlyRoot(platform, props, runtime), scope);
  return execSettings;
}

function findReadonlyRoot(platform: IContainerPlatform, props: TaskProps, runtime: TaskRuntime): Finding | undefined {
  const { readonlyRootFilesystem: own } = props;
  if (!(own ?? readonlyRoot(platform, props, runtime))) { return undefined; }
  return {
    given: `readonlyRootFilesystem is true${own ? '' : ' by the profile'}, and sessions are enabled by execEnabled of the ${props.execEnabled ? 'workload' : 'platform'}`,
    allowed: 'The agent of a session writes to the file system of the container',
    remedy: `Give the workload execEnabled: false, or ${own ? 'let its container write' : 'readonlyRootFilesystem: false'}`,
  };
}

type ExecPart = 'platform' | 'exec' | 'foundation' | 'logging';

/**
 * L2's own way grants more: a data key to the tasks, and to CloudWatch Logs and the account the key of another stack.
 *
 * A service of a platform that has sessions says also where it has none: for ECS, what is left out stays as it is.
 */
export function enableExec(
  resource: ecs.CfnService | ecs.CfnDaemon, { taskRole: given }: TaskProps, { platform, exec, foundation, logging }: Pick<ServiceParts, ExecPart>,
): void {
  if (!exec && !platform.execSettings?.enabledByDefault) { return; }
  resource.enableExecuteCommand = exec !== undefined;
  if (!exec) { return; }
  const { taskRole } = foundation;
  for (const statement of statementsOf(Stack.of(resource), exec, logging.logGroup?.logGroupArn)) { taskRole.addToPrincipalPolicy(statement); }
  exec.encryptionKey?.grant(taskRole, 'kms:Decrypt');
  if (exec.encryptionKey && exec.logGroupArn !== undefined) { grantLogging(taskRole, exec.encryptionKey); }
  if (!given) { acknowledge(taskRole, 'AwsSolutions-IAM5[Resource::*] of exec', 'AwsSolutions-IAM5[Resource::*]'); }
}

function statementsOf(stack: Stack, exec: ExecSettings, ownLogGroup: string | undefined): iam.PolicyStatement[] {
  const logGroup = exec.logGroupArn ?? (exec.bucketName === undefined ? ownLogGroup : undefined);
  return [
    allow(['ssmmessages:CreateControlChannel', 'ssmmessages:CreateDataChannel', 'ssmmessages:OpenControlChannel', 'ssmmessages:OpenDataChannel'], '*'),
    ...exec.logged === false ? [] : [
      ...logGroup === undefined ? [] : logStatements(logGroup),
      ...exec.bucketName === undefined ? [] : bucketStatements(stack, exec.bucketName),
    ],
  ];
}

function logStatements(logGroupArn: string): iam.PolicyStatement[] {
  return [
    allow(['logs:DescribeLogGroups'], '*'),
    allow(['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'], logGroupArn),
  ];
}

function bucketStatements(stack: Stack, bucketName: string): iam.PolicyStatement[] {
  const arn = stack.formatArn({ service: 's3', resource: bucketName, region: '', account: '', arnFormat: ArnFormat.NO_RESOURCE_NAME });
  return [
    allow(['s3:GetBucketLocation'], '*'),
    allow(['s3:GetEncryptionConfiguration'], arn),
    allow(['s3:PutObject'], `${arn}/*`),
  ];
}

function allow(actions: string[], resource: string): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources: [resource] });
}

/** Sessions leave processes behind, which an init process takes away. Windows has none. */
export function initProcess(taskDefinition: ecs.TaskDefinition, { exec, runtime }: ContainerParts): Partial<ecs.ContainerDefinitionOptions> {
  if (!exec || runtime.operatingSystem.isWindows()) { return {}; }
  return { linuxParameters: new ecs.LinuxParameters(taskDefinition, 'LinuxParameters', { initProcessEnabled: true }) };
}

/**
 * A session is opened in a container of a task: of those, IAM sees the cluster, the task and the name of the container. The tasks of a service cannot
 * be told from others of the cluster by their ARNs. The CLI asks which containers the task has before it opens a session.
 */
export function grantSessions(
  grantee: iam.IGrantable, scope: Construct, cluster: ecs.ICluster, containerName: string, exec: ExecSettings | undefined,
): iam.Grant {
  if (!exec) {
    return fail('ExecDisabled', {
      given: 'grantExec() is called, and the workload is not open to sessions',
      allowed: 'Sessions are opened where execEnabled is true',
      remedy: 'Give execEnabled to the workload or to its platform',
    }, scope);
  }
  const tasks = Stack.of(scope).formatArn({ service: 'ecs', resource: 'task', resourceName: `${cluster.clusterName}/*` });
  const session = iam.Grant.addToPrincipal({
    grantee,
    actions: ['ecs:ExecuteCommand'],
    resourceArns: [cluster.clusterArn, tasks],
    conditions: { StringEquals: { 'ecs:container-name': containerName } },
  });
  const task = iam.Grant.addToPrincipal({ grantee, actions: ['ecs:DescribeTasks'], resourceArns: [tasks] });
  const key = exec.encryptionKey?.grant(grantee, 'kms:GenerateDataKey');
  return key ? session.combine(task).combine(key) : session.combine(task);
}
