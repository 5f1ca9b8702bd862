import { aws_ecs as ecs, aws_logs as logs, aws_servicediscovery as cloudmap, Lazy, Resource, Tokenization } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { areMutual, callServer, serversOf, standOn } from './connections';
import { reachForProxy } from './endpoints';
import { openBetween, rememberInstances } from './opened-groups';
import { ContainerServiceProps } from './props';
import { IContainerService, ServiceEndpoint } from './protocol';
import { applyRules, memberRules, offerRules, registrationRules } from './rules';
import { ServiceParts } from './service';
import { configurationOf, logsOf } from './service-connect';
import { openedPort } from './task';
import { Variables } from './variables';
import { Logging } from '../logging';
import { discoveryNameOf, takeEndpointName } from '../private/endpoint-names';
import { fail, Finding, notice, refuse } from '../private/fail';
import { mainPort } from '../private/ports';
import { known } from '../private/tokens';
import { hostOf } from '../private/words';

type Workload = Construct & IContainerService & { readonly container: ecs.ContainerDefinition };

/** How a service is found, and whom it calls: what the user says of it, and what others add until the template is written. */
export class ServiceDiscovery {
  private readonly endpoints = new Map<string, ecs.ServiceConnectService>();
  private readonly variables: Variables;
  private namespace?: cloudmap.INamespace;
  private logConfiguration?: ecs.CfnService.LogConfigurationProperty;
  private calls = false;

  constructor(private readonly workload: Workload, private readonly props: ContainerServiceProps, private readonly parts: ServiceParts) {
    const { discovery, platform, runtime } = parts;
    this.variables = new Variables(workload, props, parts.queues);
    standOn(workload, platform);
    rememberInstances(workload, runtime);
    this.renderLate();
    if (discovery?.serviceConnect) { this.join(); }
    for (const endpoint of discovery?.services ?? []) { this.offer(endpoint); }
    if (discovery?.registry) { this.register(discovery.registry); }
  }

  public connectTo(other: IContainerService, portName?: string, prefix?: string): void {
    refuse('NotAValue', findNoService(other), this.workload);
    callServer(this.workload, other);
    const endpoint = other.endpoint(portName);
    if (endpoint.serviceConnectNamespace) { refuse('OtherNamespace', findOther(this.join(), endpoint.serviceConnectNamespace, other), this.workload); }
    openBetween(this.workload, other, endpoint.openedPort);
    this.variables.tell(other, endpoint, portName, prefix);
    if (other !== this.workload && areMutual(this.workload, other)) { this.sayMutual(other); }
    if (!this.calls) { this.resource.node.addDependency(serversOf(this.workload)); }
    this.calls = true;
  }

  public endpoint(portName?: string): ServiceEndpoint {
    const { discovery, plan, runtime } = this.parts;
    if (discovery?.registry) { return this.registered(discovery.registry, portName); }
    if (discovery && !discovery.services?.length) { return this.failClosed('is connected to'); }
    const serviceConnectNamespace = this.join();
    const name = portName ?? this.defaultPort() ?? this.failNoPort();
    const { dnsName: host, port, ingressPortOverride } = this.endpoints.get(name) ?? this.offer(this.endpointFor(name));
    const mapping = plan.ports.find((candidate) => candidate.name === name)!;
    return {
      ...addressOf(host!, { ...mapping, containerPort: port ?? mapping.containerPort }),
      openedPort: openedPort(runtime, ingressPortOverride === undefined ? mapping : { ...mapping, hostPort: ingressPortOverride }),
      serviceConnectNamespace,
    };
  }

  private get resource(): ecs.CfnService {
    return this.workload.service.node.defaultChild as ecs.CfnService;
  }

  /** ECS keeps what an update leaves out: that there is none is said, too. What a user hands to L2 itself stays. */
  private renderLate(): void {
    const { resource, parts: { plan, runtime, deployment, discovery } } = this;
    const handedToL2 = resource.serviceConnectConfiguration;
    resource.serviceConnectConfiguration = Lazy.uncachedAny({
      produce: (context) => {
        const { namespace, logConfiguration } = this;
        if (!namespace) { return context.resolve(handedToL2) as object | undefined ?? (runtime.outside ? undefined : { enabled: false }); }
        const endpoints = [...this.endpoints].sort(([a], [b]) => a < b ? -1 : 1).map(([, endpoint]) => endpoint);
        return configurationOf({ namespace, endpoints, ports: plan.ports, deployment, logConfiguration, accessLogs: discovery?.accessLogs });
      },
    });
  }

  /** Lets the tasks take part in Service Connect. */
  private join(): cloudmap.INamespace {
    if (this.namespace) { return this.namespace; }
    const { discovery, platform } = this.parts;
    if (discovery?.serviceConnect === false) { this.failClosed('is to use Service Connect'); }
    applyRules(memberRules, this.parts, this.workload);
    this.namespace = platform.cloudMapNamespace ?? fail('NoNamespace', {
      given: `The service uses Service Connect, and the platform '${platform.node.path}' has no namespace`,
      allowed: 'Services find each other in a namespace',
      remedy: 'Give the platform namespaceName, or what fromCluster() takes cloudMapNamespace',
    }, this.workload);
    const logGroup = this.logGroup();
    this.logConfiguration = logGroup && logsOf(this.workload.service, logGroup, this.workload.node.id);
    this.resource.node.addDependency(...reachForProxy(this.parts, logGroup !== undefined));
    if (this.props.cpu === undefined) { this.sayRoom(); }
    return this.namespace;
  }

  private offer(given: ecs.ServiceConnectService): ecs.ServiceConnectService {
    const discoveryName = given.discoveryName ?? given.portMappingName;
    const endpoint = { ...given, discoveryName, dnsName: given.dnsName ?? `${discoveryName}.${this.join().namespaceName}` };
    applyRules(offerRules, { ...this.parts, endpoint }, this.workload);
    takeEndpointName('R135', 'dnsName, with Discovery.serviceConnect()', this.join(), discoveryName, this.workload);
    this.endpoints.set(endpoint.portMappingName, endpoint);
    return endpoint;
  }

  /** Another port of a service has the name of the first one, and in the namespace a name of its own. */
  private endpointFor(portMappingName: string): ecs.ServiceConnectService {
    const { port: _port, ingressPortOverride: _override, perRequestTimeout, ...first } = this.parts.discovery?.services?.[0] ?? { portMappingName };
    const speaksRequests = this.parts.plan.ports.find(({ name }) => name === portMappingName)?.appProtocol !== undefined;
    const dnsName = first.dnsName ?? hostOf(this.workload.node.id);
    return {
      ...first,
      perRequestTimeout: speaksRequests ? perRequestTimeout : undefined,
      portMappingName,
      dnsName,
      discoveryName: `${discoveryNameOf(dnsName)}${portMappingName === this.defaultPort() ? '' : `-${portMappingName}`}`,
    };
  }

  private defaultPort(): string | undefined {
    return this.parts.discovery?.services?.[0]?.portMappingName ?? mainPort(this.parts.plan.ports)?.name;
  }

  private register(service: cloudmap.IService): void {
    const { discovery, plan } = this.parts;
    applyRules(registrationRules, this.parts, this.workload);
    const port = plan.ports.find(({ name }) => name === discovery?.registryPortName);
    this.workload.service.associateCloudMapService({ service, container: this.workload.container, containerPort: port?.containerPort });
  }

  private registered(registry: cloudmap.IService, portName: string | undefined): ServiceEndpoint {
    const { discovery, plan, runtime } = this.parts;
    const name = portName ?? discovery?.registryPortName;
    const port = plan.ports.find((candidate) => candidate.name === name);
    if (!port || discovery?.registryHost === undefined) { return this.failNoPort(name); }
    const tellsPort = registry.dnsRecordType === 'SRV' satisfies `${cloudmap.DnsRecordType}`;
    if (tellsPort && name !== discovery.registryPortName) { this.failNoPort(name); }
    const host = discovery.registryHost;
    return { ...tellsPort ? { host } : addressOf(host, port), openedPort: openedPort(runtime, port) };
  }

  /** Where the containers write, or a group of the proxies' own. Whose containers write nowhere has proxies that do so too. */
  private logGroup(): logs.ILogGroup | undefined {
    const { logging, discovery, foundation, platform } = this.parts;
    if (logging.logGroup || (!logging.driver && !discovery?.accessLogs)) { return logging.logGroup; }
    const scope = this.workload.node.tryFindChild('Discovery') as Construct | undefined ?? new Construct(this.workload, 'Discovery');
    const { logRetention: retention, removalPolicy } = this.props.profile ?? platform.profile;
    return Logging.cloudWatch().bind(new Construct(scope, 'Proxies'), {
      workloadName: this.workload.node.id, retention, removalPolicy, executionRole: foundation.executionRole, encryptionKey: platform.encryptionKey,
    }).logGroup;
  }

  private sayRoom(): void {
    const { cpu, memoryMiB } = this.parts.plan;
    notice('ProxyRoom', {
      given: `A proxy of Service Connect runs in each task, and cpu is not given: the task has ${cpu} CPU units and ${memoryMiB} MiB`,
      allowed: 'AWS recommends 256 CPU units and 64 MiB more for the proxy, and 512 CPU units above 500 requests a second',
      remedy: `Give cpu and memoryMiB, such as ${cpu + 256} and ${memoryMiB * 2}`,
    }, this.workload);
  }

  private sayMutual(other: IContainerService): void {
    notice('MutualConnections', {
      given: `The service and '${other.node.path}' call each other, and start side by side`,
      allowed: 'Tasks know the names that were there when their deployment began: those of the other one may come later',
      remedy: 'Deploy once more what does not find the other one after the first deployment',
    }, this.workload);
  }

  private failClosed(what: string): never {
    return fail('NoDiscovery', {
      given: `The service ${what}, and its discovery says that it is not`,
      allowed: 'Discovery.none() takes no part in anything, and Discovery.serviceConnectClient() offers nothing',
      remedy: 'Leave discovery out, or give it another one',
    }, this.workload);
  }

  private failNoPort(name?: string): never {
    const names = this.parts.plan.ports.map((port) => port.name).join(', ') || 'none';
    return fail('WhichPort', {
      given: `The service is connected to${name === undefined ? '' : ` at the port '${name}'`}, and its ports are ${names}`,
      allowed: 'Without a name it is the only port, or the one that is called main; SRV records lead to the one that they are for',
      remedy: this.parts.plan.ports.length > 0 ? 'Name one of these' : 'Give the service a port',
    }, this.workload);
  }
}

/** `http://ledger:8080`: the scheme is the protocol, as far as it is known. */
function addressOf(host: string, { containerPort: port, appProtocol, protocol }: ecs.PortMapping): Pick<ServiceEndpoint, 'host' | 'port' | 'url'> {
  const scheme = appProtocol ? appProtocol.value.replace('http2', 'http') : protocol ?? 'tcp';
  return { host, port, url: `${scheme}://${host}:${Tokenization.stringifyNumber(port)}` };
}

/** Some languages check the types of arguments only as the program runs, and interfaces not at all. */
function findNoService(other: IContainerService | undefined): Finding | undefined {
  return other?.service && typeof other.endpoint === 'function' ? undefined : {
    given: 'connectTo() was given no service',
    allowed: 'It takes a ContainerService',
    remedy: 'Give one',
  };
}

function findOther(own: cloudmap.INamespace, theirs: cloudmap.INamespace, other: IContainerService): Finding | undefined {
  const bothHere = [own, theirs].every((namespace) => Resource.isOwnedResource(namespace));
  const bothNamed = [own, theirs].every(({ namespaceName }) => known(namespaceName) !== undefined);
  if (own === theirs || (!bothHere && !(bothNamed && own.namespaceName !== theirs.namespaceName))) { return undefined; }
  return {
    given: `The service takes part in the namespace '${own.namespaceName}', and '${other.node.path}' in '${theirs.namespaceName}'`,
    allowed: 'Service Connect leads from service to service of one namespace, and a service has one',
    remedy: 'Put both on platforms with the same namespace, or give the other one Discovery.cloudMap()',
  };
}
