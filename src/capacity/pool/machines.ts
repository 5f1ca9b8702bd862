import { aws_ec2 as ec2, aws_ecs as ecs, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { requiredGpus } from './instance-requirements';
import { architectureOf, gpusOf, INSTANCE_TYPE, isNeuron } from './instance-types';
import { ImageFacts } from './known-image';
import { PoolImage } from './pool-image';
import { IPoolImage } from './pool-image-protocol';
import { AutoScalingGroupPoolOptions } from './pool-options';
import { checkBrand } from '../../private/brand';
import { Finding, refuse } from '../../private/fail';
import { given } from '../../private/given';
import { unknownList } from '../../private/range';

const DEFAULT_TYPE = 'm6i.large';

/** A mixed instances policy has no more overrides. https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LaunchTemplate.html */
const MAX_TYPES = 40;

/** What the instances of a pool are. */
export interface Machines {
  /** The types, the preferred first. Empty where EC2 chooses. */
  readonly types: string[];
  /**
   * What EC2 chooses them by.
   *
   * @default - they are named
   */
  readonly requirements?: ec2.InstanceRequirementsConfig;
  /** What they start from. */
  readonly image: IPoolImage;
  /** Their architecture. */
  readonly architecture: ecs.CpuArchitecture;
  /**
   * How many GPUs of NVIDIA each has at least.
   *
   * @default - not known
   */
  readonly gpus?: number;
}

/** What types and image say together, or what is wrong with them. */
export function machinesOf(options: AutoScalingGroupPoolOptions): Machines {
  refuse('InstanceTypes', unknownList('instanceTypes', options.instanceTypes));
  refuse('InstanceTypes', findBothOrNone(options));
  const { requirements } = options;
  const types = requirements ? [] : [...new Set(options.instanceTypes ?? [DEFAULT_TYPE])];
  for (const type of types) { refuse('InstanceTypes', findNoType(type)); }
  refuse('InstanceTypes', findTwoArchitectures(types, options.architecture));
  const architecture = options.architecture ?? (requirements ? ecs.CpuArchitecture.X86_64 : architectureOf(types[0]));
  const gpus = requirements ? requiredGpus(requirements) : fewestOf(types);
  const image = options.machineImage ?? defaultImage(types, gpus);
  checkBrand(undefined, 'machineImage', image, 'poolImageKind', 'PoolImage');
  return given({ types, requirements, image, architecture, gpus });
}

/** What is wrong with an image for these instances. */
export function checkImage({ types, architecture, image }: Machines, facts: ImageFacts, scope?: Construct): void {
  refuse('InstanceTypes', findImageElsewhere(image, facts, architecture), scope);
  refuse('InstanceTypes', findImageWithoutGpus(image, facts, types), scope);
}

/** Undefined as soon as one is not known. */
function fewestOf(types: string[]): number | undefined {
  const counts = types.map(gpusOf);
  return counts.includes(undefined) ? undefined : Math.min(...counts as number[]);
}

function defaultImage(types: string[], gpus: number | undefined): IPoolImage {
  if (types.length > 0 && types.every(isNeuron)) { return PoolImage.neuron(); }
  return (gpus ?? 0) > 0 ? PoolImage.gpu() : PoolImage.amazonLinux2023();
}

function findBothOrNone({ instanceTypes, requirements }: AutoScalingGroupPoolOptions): Finding | undefined {
  if (instanceTypes && requirements) {
    return {
      given: 'instanceTypes and requirements are both given',
      allowed: 'The types are named, or chosen by what they have',
      remedy: 'Leave one out; requirements has allowedInstanceTypes',
    };
  }
  return instanceTypes === undefined || (instanceTypes.length > 0 && instanceTypes.length <= MAX_TYPES) ? undefined : {
    given: `instanceTypes names ${instanceTypes.length} types`,
    allowed: `A pool has 1 to ${MAX_TYPES} types`,
    remedy: `Name fewer, or leave it out for ${DEFAULT_TYPE}`,
  };
}

function findNoType(type: string): Finding | undefined {
  if (Token.isUnresolved(type)) {
    return {
      given: 'instanceTypes has a type that is known only when the stack is deployed',
      allowed: 'Image and architecture follow from the types',
      remedy: 'Name the types in plain text',
    };
  }
  return INSTANCE_TYPE.test(type) ? undefined : {
    given: `instanceTypes has '${type}'`,
    allowed: 'A type is a family and a size, such as m7g.large',
    remedy: 'Give it as EC2 names it',
  };
}

function findTwoArchitectures(types: string[], architecture: ecs.CpuArchitecture | undefined): Finding | undefined {
  const first = architecture ? nameOf(architecture) : types[0] && nameOf(architectureOf(types[0]));
  const other = types.find((type) => nameOf(architectureOf(type)) !== first);
  return other === undefined ? undefined : {
    given: `instanceTypes has ${other}, which is ${nameOf(architectureOf(other))}, and ${architecture ? `architecture is ${first}` : `${types[0]}, which is ${first}`}`,
    allowed: 'The instances of a pool start from one image, which is for one architecture',
    remedy: 'Name types of one architecture, and make a second pool of the others',
  };
}

function findImageElsewhere(image: IPoolImage, { architectures, gpus }: ImageFacts, architecture: ecs.CpuArchitecture): Finding | undefined {
  return architectures === undefined || architectures.some((one) => nameOf(one) === nameOf(architecture)) ? undefined : {
    given: `The instances are ${nameOf(architecture)}, and the image '${image.poolImageKind}' is for ${architectures.map(nameOf).join(' and ')}`,
    allowed: 'An image starts on instances of its own architecture',
    remedy: gpus ? 'Use PoolImage.bottlerocket(), which has drivers for ARM64' : 'Choose other instanceTypes, or another machineImage',
  };
}

function findImageWithoutGpus(image: IPoolImage, { gpus }: ImageFacts, types: string[]): Finding | undefined {
  const without = gpus ? types.find((type) => gpusOf(type) === 0) : undefined;
  return without === undefined ? undefined : {
    given: `instanceTypes has ${without}, and the image '${image.poolImageKind}' is for instances with GPUs of NVIDIA`,
    allowed: 'The agent of ECS does not start where the image has drivers, and the instance nothing to drive',
    remedy: 'Leave machineImage out, or name types such as g6.xlarge',
  };
}

export function isArm64(architecture: ecs.CpuArchitecture): boolean {
  return nameOf(architecture) === nameOf(ecs.CpuArchitecture.ARM64);
}

function nameOf({ _cpuArchitecture: name }: ecs.CpuArchitecture): string {
  return name;
}
