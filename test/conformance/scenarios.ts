import { App, AppProps, aws_acmpca as acmpca, aws_ecr as ecr, aws_ecs as ecs, aws_kms as kms, Fn, Size, Stack } from 'aws-cdk-lib';
import { ContainerPlatform, ContainerService, Discovery, InstancePool, PoolImage, Storage } from '../../src';
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
