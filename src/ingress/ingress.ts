import { ApplicationLoadBalancerIngress } from './application-load-balancer';
import { ApplicationLoadBalancerOptions } from './options';
import { IIngress } from './protocol';

/** The ways in to a service. */
export class Ingress {
  /**
   * An Application Load Balancer of the service's own, over HTTP, or over HTTPS where a `domain` or `certificates` are given.
   * Creates the load balancer, its security group, a listener with a rule and a target group; with HTTPS a redirect; with a domain a certificate
   * and alias records. You pay for the load balancer by the hour and by what it carries, and for its public IPv4 addresses.
   */
  public static applicationLoadBalancer(options: ApplicationLoadBalancerOptions = {}): IIngress {
    return new ApplicationLoadBalancerIngress(options);
  }

  private constructor() {}
}
