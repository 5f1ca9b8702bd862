import { aws_ecs as ecs, aws_servicediscovery as cloudmap, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CloudMapOptions } from './options';
import { portOf } from './port';
import { DiscoveryConfig, DiscoveryContext, IDiscovery } from './protocol';
import { takeEndpointName } from '../private/endpoint-names';
import { fail, Finding, refuse } from '../private/fail';
import { given } from '../private/given';
import { MAX_INTEGER } from '../private/limits';
import { wrongName } from '../private/names';
import { outsideSeconds } from '../private/range';
import { hostOf } from '../private/words';

/** What ECS registers. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html */
const ADDRESSES = ['A', 'AAAA', 'A, AAAA'] as const satisfies `${cloudmap.DnsRecordType}`[];
const RECORD_TYPES: readonly string[] = [...ADDRESSES, 'SRV'] satisfies `${cloudmap.DnsRecordType}`[];
/** The network modes in which the address of a task leads to its port. */
const OWN_ADDRESS: readonly string[] = ['awsvpc'] satisfies `${ecs.NetworkMode}`[];
const SHARED_ADDRESS: readonly string[] = ['bridge', 'host'] satisfies `${ecs.NetworkMode}`[];
const LABELS = /^(?=.{1,127}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

export class CloudMapDiscovery implements IDiscovery {
  public readonly discoveryKind = 'cloudMap';

  constructor(private readonly options: CloudMapOptions) {
    refuse('R134', wrongServiceName(options.name));
    refuse('R134', findOtherRecord(options.recordType));
    refuse('R134', outsideSeconds('ttl', options.ttl, { min: 0, max: MAX_INTEGER }));
  }

  public bind(scope: Construct, context: DiscoveryContext): DiscoveryConfig {
    const { namespaceOwner, networkMode, workloadName } = context;
    refuse('R134', findNoAddress(networkMode), scope);
    const dnsRecordType = this.options.recordType ?? (OWN_ADDRESS.includes(networkMode) ? cloudmap.DnsRecordType.A : cloudmap.DnsRecordType.SRV);
    refuse('R134', findSharedAddress(networkMode, dnsRecordType), scope);
    const name = this.options.name ?? hostOf(workloadName);
    refuse('R134', wrongServiceName(name), scope);
    const namespace = namespaceOwner.cloudMapNamespace;
    if (!namespace) { return failNoNamespace(scope); }
    refuse('R134', findNoZone(namespace), scope);
    takeEndpointName('R134', 'name', namespace, name, scope);
    const port = portOf(scope, 'R134', this.options.portName, context);
    const registry = new cloudmap.Service(scope, 'Registry', {
      namespace,
      name,
      dnsRecordType,
      dnsTtl: this.options.ttl ?? Duration.seconds(10),
      // Told by ECS, from the health checks of the containers. Cloud Map takes no other threshold any more.
      customHealthCheck: { failureThreshold: 1 },
    });
    return given({ registry, registryPortName: port.name, registryHost: `${name}.${namespace.namespaceName}` });
  }
}

function wrongServiceName(name: string | undefined): Finding | undefined {
  return wrongName('name', name, LABELS, 'A name in DNS has lower-case letters, digits, underscores and hyphens, at most 63 between dots');
}

function findOtherRecord(recordType: cloudmap.DnsRecordType | undefined): Finding | undefined {
  return recordType === undefined || RECORD_TYPES.includes(recordType) ? undefined : {
    given: `recordType is ${recordType}`,
    allowed: 'ECS registers tasks as A, AAAA and SRV records',
    remedy: 'Give one of these, or leave it out',
  };
}

function findNoAddress(networkMode: ecs.NetworkMode): Finding | undefined {
  return [...OWN_ADDRESS, ...SHARED_ADDRESS].includes(networkMode) ? undefined : {
    given: `networkMode is ${networkMode}`,
    allowed: 'Cloud Map knows tasks in awsvpc, bridge and host mode',
    remedy: 'Use one of these, or leave discovery out',
  };
}

function findSharedAddress(networkMode: ecs.NetworkMode, recordType: cloudmap.DnsRecordType): Finding | undefined {
  return recordType === cloudmap.DnsRecordType.SRV || !SHARED_ADDRESS.includes(networkMode) ? undefined : {
    given: `recordType is ${recordType}, and networkMode is ${networkMode}`,
    allowed: 'There a task has the address of its instance, and only SRV records tell the port',
    remedy: 'Use cloudmap.DnsRecordType.SRV, or networkMode awsvpc',
  };
}

function failNoNamespace(scope: Construct): never {
  return fail('NoNamespace', {
    given: 'The service is to be found by Cloud Map, and its platform has no namespace',
    allowed: 'The names are those of a namespace of the type DNS_PRIVATE',
    remedy: 'Give the platform namespaceName and namespaceType',
  }, scope);
}

function findNoZone(namespace: cloudmap.INamespace): Finding | undefined {
  return namespace.type !== cloudmap.NamespaceType.HTTP ? undefined : {
    given: 'The namespace of the platform is of the type HTTP',
    allowed: 'It answers programs that ask Cloud Map, and nobody who asks DNS',
    remedy: 'Give the platform the namespaceType DNS_PRIVATE, or use Discovery.serviceConnect()',
  };
}
