import { aws_ecs as ecs, aws_logs as logs, aws_servicediscovery as cloudmap, Size } from 'aws-cdk-lib';
import { DeploymentConfig } from '../deployment';
import { parseHeader } from '../private/header';

/** What the proxies of a service are told, as CloudFormation takes it: L2 takes it once, and knows no rules for test traffic. */
export interface Membership {
  /** Where services find each other. */
  readonly namespace: cloudmap.INamespace;
  /** What others reach. */
  readonly endpoints: readonly ecs.ServiceConnectService[];
  /** The ports of the container. */
  readonly ports: readonly ecs.PortMapping[];
  /** How a new version takes over. */
  readonly deployment: DeploymentConfig;
  /**
   * Where the proxies log.
   *
   * @default - nowhere
   */
  readonly logConfiguration?: ecs.CfnService.LogConfigurationProperty;
  /**
   * How the proxies log requests.
   *
   * @default - they do not
   */
  readonly accessLogs?: ecs.ServiceConnectAccessLogConfiguration;
}

/** By its ARN, a namespace is waited for, also from other stacks. ECS would make one of a name that is not there yet. */
export function configurationOf(membership: Membership): ecs.CfnService.ServiceConnectConfigurationProperty {
  const { namespace, endpoints, logConfiguration, accessLogs } = membership;
  return {
    enabled: true,
    namespace: namespace.namespaceArn,
    services: endpoints.length > 0 ? endpoints.map((endpoint) => serviceOf(endpoint, membership)) : undefined,
    logConfiguration,
    accessLogConfiguration: accessLogs && {
      format: accessLogs.format, includeQueryParameters: accessLogs.includeQueryParameters ? 'ENABLED' : 'DISABLED',
    },
  };
}

function serviceOf(endpoint: ecs.ServiceConnectService, { ports, deployment }: Membership): ecs.CfnService.ServiceConnectServiceProperty {
  const { portMappingName, discoveryName, dnsName, ingressPortOverride, idleTimeout, perRequestTimeout, tls } = endpoint;
  const { containerPort, appProtocol } = ports.find(({ name }) => name === portMappingName)!;
  const header = appProtocol && deployment.testHeader !== undefined ? parseHeader(deployment.testHeader) : undefined;
  return {
    portName: portMappingName,
    discoveryName,
    ingressPortOverride,
    clientAliases: [{
      port: endpoint.port ?? containerPort,
      dnsName,
      testTrafficRules: header && { header: { name: header.name, value: { exact: header.value } } },
    }],
    timeout: idleTimeout || perRequestTimeout
      ? { idleTimeoutSeconds: idleTimeout?.toSeconds(), perRequestTimeoutSeconds: perRequestTimeout?.toSeconds() }
      : undefined,
    tls: tls && {
      issuerCertificateAuthority: { awsPcaAuthorityArn: tls.awsPcaAuthorityArn }, kmsKey: tls.kmsKey?.keyRef.keyArn, roleArn: tls.role?.roleArn,
    },
  };
}

/** What the proxies have to say goes where the containers write, by streams of its own. */
export function logsOf(
  service: ecs.BaseService, logGroup: logs.ILogGroup, workloadName: string,
): ecs.CfnService.LogConfigurationProperty {
  const driver = ecs.LogDrivers.awsLogs({
    logGroup,
    streamPrefix: `${workloadName.replace(/[:*]/g, '-')}-service-connect`,
    mode: ecs.AwsLogDriverMode.NON_BLOCKING,
    maxBufferSize: Size.mebibytes(25),
  });
  const { logDriver, options } = driver.bind(service, service.taskDefinition.defaultContainer!);
  return { logDriver, options };
}
