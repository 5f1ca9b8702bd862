import { aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';
import { ApplicationLoadBalancerOptions } from './options';
import { fail } from '../private/fail';
import { known } from '../private/tokens';

/** Fixed quotas of listener rules. */
export const MAX_VALUES = 5;
const MAX_WILDCARDS = 6;
const MAX_LENGTH = 128;
const HOST = /^[A-Za-z0-9*?-]+(\.[A-Za-z0-9*?-]+)+$/;

export function hostsOf(options: ApplicationLoadBalancerOptions): string[] {
  const { domain, hosts } = options;
  const names = domain ? [domain.name, ...domain.aliases ?? []] : [];
  return hosts?.length === 0 ? [] : [...new Set([...names, ...hosts ?? []])];
}

/** The name by which the service can be reached: one that its rule admits. */
export function reachableHost(options: ApplicationLoadBalancerOptions, loadBalancerName: string): string | undefined {
  const hosts = hostsOf(options);
  return options.domain?.name ?? (hosts.length > 0 ? hosts.find((host) => !/[*?]/.test(host)) : loadBalancerName);
}

/** A rule needs a condition: where all hosts are admitted, one that all requests meet. */
export function conditionsOf(hosts: string[]): elbv2.ListenerCondition[] {
  return [hosts.length > 0 ? elbv2.ListenerCondition.hostHeaders(hosts) : elbv2.ListenerCondition.pathPatterns(['/*'])];
}

export function checkHosts(options: ApplicationLoadBalancerOptions): void {
  const prop = options.hosts ? 'hosts' : 'domain';
  const hosts = known(hostsOf(options)) ?? [];
  if (hosts.length > MAX_VALUES) {
    fail('R146', {
      given: `${prop} has ${hosts.length} names`,
      allowed: `A listener rule takes at most ${MAX_VALUES}`,
      remedy: 'Use wildcards such as *.example.com, or hosts: [] to admit every name',
    });
  }
  const literal = hosts.filter((host) => known(host) !== undefined);
  const wildcards = literal.join('').replace(/[^*?]/g, '').length;
  if (wildcards > MAX_WILDCARDS) {
    fail('R146', { given: `${prop} has ${wildcards} wildcards`, allowed: `A listener rule takes at most ${MAX_WILDCARDS}`, remedy: 'Use fewer' });
  }
  const wrong = literal.find((host) => host.length > MAX_LENGTH || !HOST.test(host));
  if (wrong !== undefined) {
    fail('R146', {
      given: `${prop} has the name '${wrong}'`,
      allowed: `A host name has single dots between letters, digits, '-', '*' and '?', and at most ${MAX_LENGTH} characters`,
      remedy: 'Write the full name, without scheme, port or path; hosts: [] admits every name',
    });
  }
}
