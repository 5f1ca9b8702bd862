import { ServiceConnectClientOptions } from './options';
import { DiscoveryConfig, IDiscovery } from './protocol';
import { given } from '../private/given';

export class ServiceConnectClient implements IDiscovery {
  public readonly discoveryKind = 'serviceConnectClient';

  constructor(private readonly options: ServiceConnectClientOptions) {}

  public bind(): DiscoveryConfig {
    const { accessLogs } = this.options;
    return given({ serviceConnect: true, accessLogs: accessLogs && { ...accessLogs } });
  }
}
