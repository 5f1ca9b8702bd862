import { App, AppProps, aws_acmpca as acmpca, aws_ecr as ecr, aws_ecs as ecs, aws_kms as kms, aws_route53 as route53, Fn, Size, Stack } from 'aws-cdk-lib';
import {
  Capacity, ContainerDaemon, ContainerPlatform, ContainerService, Deployment, Discovery, Ingress, INetwork, InstancePool, Network,
  PoolImage, Profile, Storage, TaskEvents, Visibility, WorkQueue,
} from '../../src';
import { IMAGE, testApp } from '../support/builders';
import { buildExample, EXAMPLES, VARIANTS } from '../support/examples';

const WANTED = ['without environment', 'in us-east-1', 'without feature flags'];

/** What findings are looked for in: each example, with an environment and without, and what no example shows. */
export const SCENARIOS: { [name: string]: (props?: AppProps) => App } = {
  ...Object.fromEntries(Object.keys(EXAMPLES).flatMap((example) => WANTED.map((variant) =>
    [`${example} ${variant}`, (props?: AppProps) => buildExample(example, VARIANTS[variant], props)]))),
  'an image of ECR': (props) => {
    const app = testApp(props);
    const stack = new Stack(app, 'FromEcr');
    const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'web');
    new ContainerService(stack, 'Worker', { image: ecs.ContainerImage.fromEcrRepository(repository, '1') });
    return app;
  },
  'an EBS volume with a key of one\'s own': (props) => {
    const app = testApp(props);
    const stack = new Stack(app, 'Encrypted');
    const encryptionKey = new kms.Key(stack, 'Key', { enableKeyRotation: true });
    const data = Storage.ebs({ mountPath: '/data', snapshotId: 'snap-05abe246af', encryptionKey });
    new ContainerService(stack, 'Worker', { image: IMAGE, storage: { data } });
    return app;
  },
  'Service Connect with TLS': (props) => {
    const app = testApp(props);
    const stack = new Stack(app, 'Tls');
    const authority = Fn.sub('arn:${AWS::Partition}:acm-pca:${AWS::Region}:${AWS::AccountId}:certificate-authority/a');
    const certificateAuthority = acmpca.CertificateAuthority.fromCertificateAuthorityArn(stack, 'Authority', authority);
    const encryptionKey = new kms.Key(stack, 'Key', { enableKeyRotation: true });
    new ContainerService(stack, 'Ledger', { image: IMAGE, discovery: Discovery.serviceConnect({ tls: { certificateAuthority, encryptionKey } }) });
    return app;
  },
  'sessions in containers': (props) => {
    const app = testApp(props);
    const stack = new Stack(app, 'Sessions');
    const platform = new ContainerPlatform(stack, 'Platform', { execEnabled: true });
    new ContainerService(stack, 'Worker', { platform, image: IMAGE });
    return app;
  },
  'regulated with all that it can have': (props) => {
    const app = testApp(props);
    audited(new Stack(app, 'Audited'), [Visibility.INTERNAL, Visibility.PUBLIC]);
    return app;
  },
  'regulated in private': (props) => {
    const app = testApp(props);
    audited(new Stack(app, 'Private'), [Visibility.INTERNAL], Network.endpoints());
    return app;
  },
  'pools of instances': (props) => {
    const app = testApp(props);
    const stack = new Stack(app, 'Pools');
    const pools = {
      bottlerocket: InstancePool.autoScalingGroup({ machineImage: PoolImage.bottlerocket(), instanceTypes: ['m7g.large', 'm6g.large'], spot: {} }),
      chosen: InstancePool.autoScalingGroup({ requirements: { vCpuCountMin: 2, memoryMin: Size.gibibytes(8) }, instanceRefresh: true }),
      gpu: InstancePool.autoScalingGroup({ instanceTypes: ['g6.xlarge'], managedTerminationProtection: true }),
      second: InstancePool.autoScalingGroup({ managedScaling: false, minInstances: 1, scaleOnCpuPercent: 60, warmPool: {} }),
      windows: InstancePool.autoScalingGroup({ machineImage: PoolImage.windows(ecs.WindowsOptimizedVersion.SERVER_2022, true) }),
    };
    new ContainerPlatform(stack, 'Platform', { pools });
    return app;
  },
};

/** What an audit may meet together, on every kind of capacity. */
function audited(stack: Stack, visibilities: Visibility[], network?: INetwork): void {
  const pools = {
    mixed: InstancePool.autoScalingGroup({ instanceTypes: ['m7g.large', 'm6g.large'], spot: {} }),
    managed: InstancePool.managedInstances(),
  };
  const platform = new ContainerPlatform(stack, 'Platform', {
    profile: Profile.regulated(), network, pools, execEnabled: true, taskEvents: TaskEvents.stoppedTasks(), publishAs: 'audited',
  });
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' });
  const image = ecs.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Repository', 'web'), '1');
  const common = { platform, image, user: '1000' };
  for (const visibility of visibilities) {
    new ContainerService(stack, visibility, {
      ...common,
      execEnabled: false,
      deployment: Deployment.blueGreen({ testPort: visibility === Visibility.INTERNAL ? 8443 : undefined }),
      ingress: Ingress.applicationLoadBalancer({ visibility, domain: { zone, name: `${visibility}.example.com` } }),
      storage: { data: Storage.ebs({ mountPath: '/data', size: Size.gibibytes(20) }) },
    });
  }
  new ContainerService(stack, 'Worker', { ...common, readonlyRootFilesystem: false, queues: { orders: WorkQueue.create() } });
  new ContainerService(stack, 'Ledger', { ...common, execEnabled: false, capacity: Capacity.pool('managed') });
  new ContainerDaemon(stack, 'Agent', { ...common, execEnabled: false, pool: 'mixed', cpu: 128, memoryMiB: 64 });
  new ContainerDaemon(stack, 'ManagedAgent', { ...common, execEnabled: false, pool: 'managed', cpu: 128, memoryMiB: 64 });
}
