import { CloudMapDiscovery } from './cloud-map';
import { NoDiscovery } from './none';
import { CloudMapOptions, ServiceConnectClientOptions, ServiceConnectOptions } from './options';
import { IDiscovery } from './protocol';
import { ServiceConnectDiscovery } from './service-connect';
import { ServiceConnectClient } from './service-connect-client';

/** How other services find a service. */
export class Discovery {
  /**
   * By a short name, through proxies that ECS runs in the tasks of both sides: they balance, try again, measure, and take part in deployments that
   * shift traffic. `connectTo()` switches it on by itself. The platform needs a namespace, of any type.
   *
   * Creates nothing of its own but, with `tls`, a role. You pay for no part of it but the CPU and memory that the proxies take of their tasks, and
   * with `tls` for the certificate authority and each certificate.
   */
  public static serviceConnect(options: ServiceConnectOptions = {}): IDiscovery {
    return new ServiceConnectDiscovery(options);
  }

  /**
   * Not at all: the service only calls others by Service Connect, such as those of another program, whom `connectTo()` cannot name. Creates
   * nothing; you pay for the CPU and memory that the proxies take of their tasks.
   */
  public static serviceConnectClient(options: ServiceConnectClientOptions = {}): IDiscovery {
    return new ServiceConnectClient(options);
  }

  /**
   * By a name in DNS, which answers with the addresses of the tasks, for everybody in the VPC. The platform needs a namespace of the type
   * `DNS_PRIVATE`. Creates a service of Cloud Map; you pay for the hosted zone of the namespace, and for each query.
   */
  public static cloudMap(options: CloudMapOptions = {}): IDiscovery {
    return new CloudMapDiscovery(options);
  }

  /** Not at all: to connect to the service, or to connect it to others by Service Connect, is an error. Creates nothing and costs nothing. */
  public static none(): IDiscovery {
    return new NoDiscovery();
  }

  private constructor() {}
}
