import { aws_ecs as ecs } from 'aws-cdk-lib';
import { PartsFacts, ServiceFacts } from './facts';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { constraintsOf } from '../../private/placement';
import { known } from '../../private/tokens';

/**
 * What tasks on Managed Instances cannot have, beside what the tables of networks, sizes and placements say of instances.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-tasks-services.html
 */
export const managedInstancesRules: Rule<PartsFacts>[] = [
  { code: 'ManagedInstances', find: findContainerOption },
  { code: 'ManagedInstances', find: findMemoryOption },
  { code: 'ManagedInstances', find: findVolume },
];

/** What services there cannot have. */
export const managedServiceRules: Rule<ServiceFacts>[] = [
  { code: 'R123', find: findConstraint },
  { code: 'ManagedInstances', find: findInstanceTargets, warns: true },
];

/** A sidecar of the user's own can have them. */
const REFUSED_OPTIONS = [
  'disableNetworking', 'dnsSearchDomains', 'dnsServers', 'dockerSecurityOptions', 'extraHosts', 'hostname', 'inferenceAcceleratorResources',
] as const satisfies (keyof ecs.ContainerDefinitionOptions)[];

/** That page has `tmpfs` here as well, which Managed Instances know since January 2026. */
const REFUSED_MEMORY = ['maxSwap', 'sharedMemorySize', 'swappiness'] as const satisfies (keyof ecs.CfnTaskDefinition.LinuxParametersProperty)[];

const REFUSED_VOLUMES = ['dockerVolumeConfiguration', 'fsxWindowsFileServerVolumeConfiguration'] as const;

const ATTRIBUTE = /\battribute:([\w./\\-]+)/g;
const ATTRIBUTES = ['ecs.subnet-id', 'ecs.availability-zone', 'ecs.instance-type', 'ecs.cpu-architecture'];

function findContainerOption({ containers, runtime }: PartsFacts): Finding | undefined {
  if (!runtime.onManagedInstances) { return undefined; }
  return refused(containers.flatMap(({ prefix, options }) => given(REFUSED_OPTIONS, options).map((name) => prefix + name))[0]);
}

function findMemoryOption({ containers, runtime }: PartsFacts): Finding | undefined {
  if (!runtime.onManagedInstances) { return undefined; }
  const props = containers.flatMap(({ prefix, options }) => {
    const rendered = options.linuxParameters?.renderLinuxParameters() ?? {};
    return given(REFUSED_MEMORY, rendered).map((name) => `${prefix}linuxParameters.${name}`);
  });
  return refused(props[0]);
}

function given<N extends string>(names: readonly N[], options: { readonly [name in N]?: unknown }): N[] {
  return names.filter((name) => options[name] !== undefined);
}

function refused(prop: string | undefined): Finding | undefined {
  return prop === undefined ? undefined : {
    given: `${prop} is given, and the tasks run on Managed Instances`,
    allowed: 'ECS takes it on instances of Auto Scaling groups only',
    remedy: 'Leave it out, or choose a pool of an Auto Scaling group',
  };
}

function findVolume({ storage, runtime }: PartsFacts): Finding | undefined {
  if (!runtime.onManagedInstances) { return undefined; }
  const [name] = [...storage].find(([, { volume }]) => given(REFUSED_VOLUMES, volume as Omit<ecs.Volume, 'name'>).length > 0) ?? [];
  return name === undefined ? undefined : {
    given: `storage.${name} is a volume of Docker or of FSx for Windows, and the tasks run on Managed Instances`,
    allowed: 'Volumes there are on the disk of the instance, on EBS or on EFS',
    remedy: 'Use Storage.scratch() or Storage.ebs(), or choose a pool of an Auto Scaling group',
  };
}

function findConstraint({ placement, runtime }: ServiceFacts): Finding | undefined {
  if (!placement || !runtime.onManagedInstances) { return undefined; }
  const expressions = constraintsOf(placement).map(({ expression }) => known(expression) ?? '');
  const names = expressions.flatMap((expression) => [...expression.matchAll(ATTRIBUTE)].map(([, name]) => name));
  const other = names.find((name) => !ATTRIBUTES.includes(name));
  return other === undefined ? undefined : {
    given: `placement has a constraint on the attribute '${other}', and the tasks run on Managed Instances`,
    allowed: `Their constraints know ${ATTRIBUTES.join(', ')}`,
    remedy: 'Use one of these, or say what the instances must have in requirements of the pool',
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html#managed-instances-load-balancing */
function findInstanceTargets({ ingress, runtime }: ServiceFacts): Finding | undefined {
  return !ingress?.targetGroup || !runtime.onManagedInstances || runtime.hasOwnNetwork ? undefined : {
    given: `networkMode is ${runtime.networkMode}, and the service has an ingress`,
    allowed: 'The documents of ECS know load balancers on Managed Instances with awsvpc only',
    remedy: 'Leave networkMode out, or try it before you rely on it',
  };
}
