import { aws_ecs as ecs } from 'aws-cdk-lib';
import { PartsFacts, ServiceFacts, TaskFacts } from './facts';
import { Rule } from './rule';
import { Finding } from '../../private/fail';

/**
 * What machines outside AWS cannot be given (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html). Their network modes
 * are the capacity's to say.
 */
export const outsideTaskRules: Rule<TaskFacts>[] = [{ code: 'R125', find: findIngress }];

/** The same, of a service. */
export const outsideServiceRules: Rule<ServiceFacts>[] = [
  { code: 'R125', find: findScaling },
  { code: 'R129', find: findRebalancing },
];

/** The same, of volumes. */
export const outsideVolumeRules: Rule<PartsFacts>[] = [
  { code: 'R106', find: findManaged },
  { code: 'R125', find: findFileSystem },
];

function findIngress({ props, runtime }: TaskFacts): Finding | undefined {
  return !runtime.outside || !props.ingress ? undefined : {
    given: 'ingress is given, and the tasks run on machines outside AWS',
    allowed: 'ECS registers them with no load balancer',
    remedy: 'Leave ingress out and send requests to the machines, or let the tasks take work from a queue with queues',
  };
}

/**
 * aws-cdk-lib refuses it, and the documents of ECS promise the metrics that it goes by for tasks on instances and Fargate only
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html).
 */
function findScaling({ scaling, runtime }: ServiceFacts): Finding | undefined {
  return !runtime.outside || !scaling.scalableTaskCount ? undefined : {
    given: 'scaling is automatic, and the tasks run on machines outside AWS',
    allowed: 'There are as many machines as you registered, and ECS promises no metrics of tasks there to scale by',
    remedy: 'Use Scaling.manual(), or a ContainerDaemon for one task on each machine',
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html */
function findRebalancing({ props, runtime }: ServiceFacts): Finding | undefined {
  return !runtime.outside || props.availabilityZoneRebalancing !== ecs.AvailabilityZoneRebalancing.ENABLED ? undefined : {
    given: 'availabilityZoneRebalancing is ENABLED, and the tasks run on machines outside AWS',
    allowed: 'ECS rebalances where machines are in availability zones',
    remedy: 'Leave it out',
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html */
function findManaged({ storage, runtime }: PartsFacts): Finding | undefined {
  const managed = [...storage].find(([, { serviceManagedVolume }]) => serviceManagedVolume);
  return !runtime.outside || !managed ? undefined : {
    given: `storage.${managed[0]} is an EBS volume, and the tasks run on machines outside AWS`,
    allowed: 'ECS attaches volumes to tasks on Fargate and on instances of EC2',
    remedy: 'Use Storage.scratch(), which is on the disk of the machine',
  };
}

function findFileSystem({ storage, runtime }: PartsFacts): Finding | undefined {
  const shared = [...storage].find(([, { volume }]) => volume.efsVolumeConfiguration);
  return !runtime.outside || !shared ? undefined : {
    given: `storage.${shared[0]} is a file system of Amazon EFS, and the tasks run on machines outside AWS`,
    allowed: 'ECS mounts none there',
    remedy: 'Use Storage.scratch(), or mount what the machines share on the machines themselves',
  };
}
