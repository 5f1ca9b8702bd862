import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ServiceConnectOptions, ServiceConnectTls } from './options';
import { portOf } from './port';
import { DiscoveryConfig, DiscoveryContext, IDiscovery } from './protocol';
import { discoveryNameOf, wrongDnsName } from '../private/endpoint-names';
import { refuse } from '../private/fail';
import { given } from '../private/given';
import { createInfrastructureRole } from '../private/infrastructure-role';
import { findAlias } from '../private/keys';
import { MAX_INTEGER } from '../private/limits';
import { outsideSeconds } from '../private/range';
import { hostOf } from '../private/words';

const TLS_POLICY = 'service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity';

export class ServiceConnectDiscovery implements IDiscovery {
  public readonly discoveryKind = 'serviceConnect';

  constructor(private readonly options: ServiceConnectOptions) {
    const { dnsName, timeouts, tls } = options;
    refuse('R135', wrongDnsName('dnsName', dnsName));
    refuse('KeyAlias', findAlias(tls?.encryptionKey));
    refuse('R135', outsideSeconds('timeouts.idle', timeouts?.idle, { min: 0, max: MAX_INTEGER }));
    refuse('R135', outsideSeconds('timeouts.perRequest', timeouts?.perRequest, { min: 0, max: MAX_INTEGER }));
  }

  public bind(scope: Construct, context: DiscoveryContext): DiscoveryConfig {
    const { accessLogs, timeouts, tls } = this.options;
    const port = portOf(scope, 'R135', this.options.portName, context);
    const dnsName = this.options.dnsName ?? hostOf(context.workloadName);
    const settings = tls && tlsSettings(scope, tls);
    return given({
      serviceConnect: true,
      services: [given({
        portMappingName: port.name!,
        dnsName,
        discoveryName: discoveryNameOf(dnsName),
        idleTimeout: timeouts?.idle,
        perRequestTimeout: timeouts?.perRequest,
        tls: settings,
      })],
      accessLogs: accessLogs && { ...accessLogs },
      dependencies: settings && [settings.role!],
    });
  }
}

/**
 * ECS has the certificates issued and keeps their keys in Secrets Manager, by this role.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html
 */
function tlsSettings(scope: Construct, { certificateAuthority, encryptionKey }: ServiceConnectTls): ecs.ServiceConnectTlsConfiguration {
  const role = createInfrastructureRole(scope, 'TlsRole', TLS_POLICY);
  encryptionKey?.grant(role, 'kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyPair');
  return given({ awsPcaAuthorityArn: certificateAuthority.certificateAuthorityArn, kmsKey: encryptionKey, role });
}
