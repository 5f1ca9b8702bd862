import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { BOTTLEROCKET_SETTINGS } from './agent-keys';
import { instanceStoreLines } from './instance-store-lines';
import { AgentConfigFormat } from './pool-image-protocol';

/** What instances do when they start. */
export interface StartFacts {
  /** How the agent is configured. */
  readonly format: AgentConfigFormat;
  /** The settings of the agent, in their order. */
  readonly config: [key: string, value: string][];
  /**
   * Where the NVMe disks are mounted.
   *
   * @default - they are left alone
   */
  readonly instanceStorePath?: string;
  /** Whether instances are set up in advance. */
  readonly warmPool: boolean;
  /** What the user adds. */
  readonly lines: string[];
}

export function userDataFor(facts: StartFacts): ec2.UserData {
  return RENDERERS[facts.format](facts);
}

const RENDERERS: { readonly [format in AgentConfigFormat]: (facts: StartFacts) => ec2.UserData } = {
  [AgentConfigFormat.SHELL]: shell,
  [AgentConfigFormat.TOML]: toml,
  [AgentConfigFormat.POWERSHELL]: powershell,
};

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_container_instance.html */
function shell({ config, instanceStorePath, lines }: StartFacts): ec2.UserData {
  const userData = ec2.UserData.forLinux();
  userData.addCommands(
    "cat <<'END_OF_ECS_CONFIG' >> /etc/ecs/ecs.config",
    ...config.map(([key, value]) => `${key}=${value}`),
    'END_OF_ECS_CONFIG',
    ...(instanceStorePath === undefined ? [] : instanceStoreLines(instanceStorePath)),
    ...lines,
  );
  return userData;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_windows_container_instance.html */
function powershell({ config, lines }: StartFacts): ec2.UserData {
  const settings = new Map(config);
  const userData = ec2.UserData.forWindows();
  userData.addCommands(
    ...config.map(([key, value]) => `[Environment]::SetEnvironmentVariable('${key}', ${quoted(value)}, 'Machine')`),
    'Import-Module ECSTools',
    [
      `Initialize-ECSAgent -Cluster ${quoted(settings.get('ECS_CLUSTER')!)}`,
      ...(settings.get('ECS_ENABLE_TASK_IAM_ROLE') === 'true' ? ['-EnableTaskIAMRole'] : []),
      ...(settings.get('ECS_ENABLE_TASK_ENI') === 'true' ? ['-EnableTaskENI'] : []),
      ...(settings.get('ECS_AWSVPC_BLOCK_IMDS') === 'true' ? ['-AwsvpcBlockIMDS'] : []),
      `-LoggingDrivers ${quoted(settings.get('ECS_AVAILABLE_LOGGING_DRIVERS')!)}`,
    ].join(' '),
    ...lines,
  );
  return userData;
}

/** PowerShell takes the typographic quotes for the same. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules */
function quoted(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, (quote) => quote + quote)}'`;
}

/** https://bottlerocket.dev/en/os/latest/api/settings/ecs/ */
function toml({ config, warmPool, lines }: StartFacts): ec2.UserData {
  const attributes = config.filter(([key]) => key === 'ECS_INSTANCE_ATTRIBUTES').flatMap(([, text]) => Object.entries(JSON.parse(text) as object));
  return ec2.UserData.custom([
    '[settings.ecs]',
    ...config.flatMap(([key, value]) => settingLine(key, value)),
    '[settings.ecs.instance-attributes]',
    ...attributes.map(([name, value]) => `${JSON.stringify(name)} = ${JSON.stringify(value)}`),
    ...(warmPool ? ['[settings.autoscaling]', 'should-wait = true'] : []),
    ...lines,
  ].join('\n'));
}

function settingLine(key: string, value: string): string[] {
  const setting = BOTTLEROCKET_SETTINGS[key];
  if (!setting) { return []; }
  switch (setting.kind) {
    case 'opposite': return [`${setting.name} = ${value === 'true' ? 'false' : 'true'}`];
    case 'number':
    case 'flag':
    case 'list': return [`${setting.name} = ${value}`];
    default: return [`${setting.name} = ${JSON.stringify(value)}`];
  }
}
