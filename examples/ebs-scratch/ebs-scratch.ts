import { aws_ecs as ecs, Duration, Size, Stack } from 'aws-cdk-lib';
import { ContainerService, Ingress, Sidecar, Storage } from 'cdk-stevedore';

const PAGE = '/pages/index.html';

/** A web server with an EBS volume for its cache, and pages that a sidecar writes to scratch space of the task. */
export function ebsScratch(stack: Stack): void {
  new ContainerService(stack, 'Web', {
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    ingress: Ingress.applicationLoadBalancer(),
    storage: {
      cache: Storage.ebs({ mountPath: '/var/cache/nginx', size: Size.gibibytes(20) }),
      pages: Storage.scratch({ mountPath: '/usr/share/nginx/html', readOnly: true }),
    },
    sidecars: {
      writer: Sidecar.container({
        image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:1.37'),
        command: ['sh', '-c', `while true; do date > ${PAGE}.new && mv ${PAGE}.new ${PAGE}; sleep 60; done`],
        mounts: { '/pages': 'pages' },
        healthCheck: { command: ['CMD-SHELL', `test -s ${PAGE}`], interval: Duration.seconds(5) },
        startsBefore: ecs.ContainerDependencyCondition.HEALTHY,
        memoryMiB: 64,
        stopTimeout: Duration.seconds(2),
      }),
    },
  });
}
