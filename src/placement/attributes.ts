import { aws_ecs as ecs } from 'aws-cdk-lib';
import { ATTRIBUTE } from './grammar';
import { Finding } from '../private/fail';

/** What ECS gives instances itself. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html#attributes */
const BUILT_IN = [
  'ecs.ami-id', 'ecs.availability-zone', 'ecs.awsvpc-trunk-id', 'ecs.cpu-architecture', 'ecs.instance-type', 'ecs.os-family', 'ecs.os-type',
  'ecs.outpost-arn', 'ecs.subnet-id', 'ecs.vpc-id',
];

const OF_MANAGED_INSTANCES = ['ecs.availability-zone', 'ecs.cpu-architecture', 'ecs.instance-type', 'ecs.subnet-id'];

/** What the agent says of what it can do; the documents name one of these only. */
const CAPABILITY = 'ecs.capability.';

/** A finding where an attribute looks like one of ECS, and the documents say of no instance that it has it. */
export function findUnknownAttribute(subjects: string[], compatibility: ecs.Compatibility): Finding | undefined {
  const managed = compatibility === ecs.Compatibility.MANAGED_INSTANCES;
  const documented = managed ? OF_MANAGED_INSTANCES : BUILT_IN;
  const names = subjects.filter((subject) => subject.startsWith(`${ATTRIBUTE}ecs.`)).map((subject) => subject.slice(ATTRIBUTE.length));
  const unknown = names.find((name) => !documented.includes(name) && (managed || !name.startsWith(CAPABILITY)));
  return unknown === undefined ? undefined : {
    given: `The placement names the attribute '${unknown}', which is in no document of ${managed ? 'Managed Instances' : 'ECS'}`,
    allowed: `Attributes that begin with ecs. are ${documented.join(', ')}${managed ? '' : ` and ${CAPABILITY}…`}`,
    remedy: 'Correct it, or name an attribute of your own without ecs. before it',
  };
}
