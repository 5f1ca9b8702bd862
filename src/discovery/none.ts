import { DiscoveryConfig, IDiscovery } from './protocol';

export class NoDiscovery implements IDiscovery {
  public readonly discoveryKind = 'none';

  public bind(): DiscoveryConfig {
    return { serviceConnect: false };
  }
}
