import { posix, win32 } from 'node:path';
import { CfnDynamicReference, Tokenization } from 'aws-cdk-lib';
import { ContainerFacts, ImageFacts, PartsFacts } from './facts';
import { healthCheckRules } from './health-check';
import { managedDaemonPartsRules } from './managed-daemon';
import { managedInstancesRules } from './managed-instances';
import { outsideVolumeRules } from './outside';
import { sharedPortRules } from './ports';
import { Rule } from './rule';
import { sharedSizeRules, sidecarRules } from './sidecar';
import { mountRules, volumeRules } from './storage';
import { windowsRules } from './windows';
import { Finding } from '../../private/fail';
import { MAX_INTEGER } from '../../private/limits';
import { wrongName } from '../../private/names';
import { outsideSeconds } from '../../private/range';
import { known } from '../../private/tokens';

const USER = /^[^\s:-][^\s:]*(:[^\s:-][^\s:]*)?$/;
const IMAGE = /^(?!.*:\/\/)[A-Za-z0-9_./:@#-]{1,255}$/;
const DIGEST = /@(?!sha256:[0-9a-f]{64}$)/;
const SECRET_NAME = /(PASSWORD|PASSWD|_PASS|_PWD|SECRET|(SECRET|API|ACCESS|PRIVATE|SSH)_?KEY|SECRET_KEY_BASE|(^|_)TOKEN|CREDENTIALS)$/i;
const URL_WITH_PASSWORD = /:\/\/[^/:@\s]+:[^/@\s]+@/;

/** What a container of any workload may say. */
export const containerRules: Rule<ContainerFacts>[] = [
  {
    code: 'R39',
    find: ({ prefix, options }) => wrongName(`${prefix}user`, options.user, USER, "A user is 'name', 'name:group', 'uid' or 'uid:gid'"),
  },
  {
    code: 'R51',
    find: ({ prefix, options, limits, onFargate }) =>
      outsideSeconds(`${prefix}stopTimeout`, options.stopTimeout, { min: 2, max: onFargate ? limits.fargateStopTimeoutSeconds : MAX_INTEGER }),
  },
  ...windowsRules,
  ...healthCheckRules,
  { code: 'R108', find: findNameInBoth },
  { code: 'EnvironmentName', find: findVariable },
  { code: 'SecretInEnvironment', find: findSecret, warns: true },
  { code: 'WorkingDirectory', find: findRelativeDirectory, warns: true },
  ...sidecarRules,
  ...mountRules,
];

/** What the containers of a task and its volumes may say together. */
export const partsRules: Rule<PartsFacts>[] = [
  { code: 'R23', find: findTooLarge },
  ...sharedSizeRules,
  ...sharedPortRules,
  ...volumeRules,
  ...outsideVolumeRules,
  ...managedInstancesRules,
  ...managedDaemonPartsRules,
];

/** What only the container that has been made can tell. */
export const imageRules: Rule<ImageFacts>[] = [{ code: 'R27', find: findImage }];

function findNameInBoth({ prefix, options: { environment = {}, secrets = {} } }: ContainerFacts): Finding | undefined {
  const name = Object.keys(secrets).find((key) => Object.keys(environment).includes(key));
  return name === undefined ? undefined : {
    given: `${prefix}environment and ${prefix}secrets both have ${name}`,
    allowed: 'ECS takes a name once',
    remedy: `Leave ${name} out of one of them`,
  };
}

function findVariable({ prefix, options: { environment = {}, secrets = {} } }: ContainerFacts): Finding | undefined {
  const empty = Object.entries(environment).find(([, value]) => typeof value !== 'string')?.[0];
  if (empty !== undefined) {
    return {
      given: `${prefix}environment.${empty} has no value`,
      allowed: 'The value of a variable is a string',
      remedy: 'Give one, or leave the variable out',
    };
  }
  const name = [...Object.keys(environment), ...Object.keys(secrets)].sort().find((key) => key === '' || key.includes('='));
  return name === undefined ? undefined : {
    given: `${prefix}environment or ${prefix}secrets has the name '${name}'`,
    allowed: "The name of a variable is not empty and has no '='",
    remedy: 'Write name and value apart',
  };
}

function findSecret({ prefix, options: { environment = {} } }: ContainerFacts): Finding | undefined {
  const names = Object.entries(environment).filter(([key, value]) => looksSecret(key, value)).map(([key]) => key).join(', ');
  return names === '' ? undefined : {
    given: `${prefix}environment has ${names}, which looks like a secret`,
    allowed: 'Whoever may read the task definition reads the environment',
    remedy: `Put it into Secrets Manager or Parameter Store and give ${names} in ${prefix}secrets`,
  };
}

/** Switches such as ALLOW_EMPTY_PASSWORD=yes have a secret's name and a word for a value. */
function looksSecret(name: string, value: string): boolean {
  if (URL_WITH_PASSWORD.test(value) || isUnwrapped(value)) { return true; }
  return SECRET_NAME.test(name) && known(value) !== undefined && !/^(|yes|no|true|false|on|off|[01])$/i.test(value);
}

/** A reference that CloudFormation replaces by the secret itself, as `secretValue.unsafeUnwrap()` gives it. */
function isUnwrapped(value: string): boolean {
  return Tokenization.reverseString(value).tokens.some((token) => token instanceof CfnDynamicReference);
}

function findRelativeDirectory({ prefix, options, operatingSystem }: ContainerFacts): Finding | undefined {
  const directory = known(options.workingDirectory);
  const isAbsolute = operatingSystem.isWindows() ? win32.isAbsolute : posix.isAbsolute;
  return directory === undefined || isAbsolute(directory) ? undefined : {
    given: `${prefix}workingDirectory is '${directory}'`,
    allowed: 'Containers want an absolute path',
    remedy: operatingSystem.isWindows() ? `Write 'C:\\${directory}'` : `Write '/${directory}'`,
  };
}

/** The parts of a task definition that a user can make large, as they are registered. */
function findTooLarge({ containers, limits }: PartsFacts): Finding | undefined {
  const parts = containers.map(({ options: { environment = {}, command, entryPoint, secrets = {} } }) =>
    [Object.entries(environment).map(([name, value]) => ({ name, value })), command, entryPoint, Object.keys(secrets)]);
  const bytes = Buffer.byteLength(JSON.stringify(parts));
  return bytes <= limits.taskDefinitionBytes ? undefined : {
    given: `environment, command and entryPoint${containers.length > 1 ? ' of all containers' : ''} have ${bytes} bytes`,
    allowed: `A task definition has at most ${limits.taskDefinitionBytes}`,
    remedy: 'Put large values into a file of the image, a secret or a parameter',
  };
}

function findImage({ container, prefix }: ImageFacts): Finding | undefined {
  const image = known(container.imageName);
  if (image === undefined || (IMAGE.test(image) && !DIGEST.test(image))) { return undefined; }
  return {
    given: `${prefix}image is '${image}'`,
    allowed: 'An image has at most 255 characters, as in registry/name:tag or name@sha256: with 64 digits, and no scheme',
    remedy: 'Write it as docker pull takes it',
  };
}
