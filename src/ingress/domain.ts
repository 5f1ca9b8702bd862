import {
  aws_certificatemanager as acm, aws_elasticloadbalancingv2 as elbv2, aws_route53 as route53, aws_route53_targets as targets, Stack,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ApplicationLoadBalancerOptions, DomainOptions } from './options';
import { fail, warn } from '../private/fail';
import { TakenNames } from '../private/names';
import { stageOf } from '../private/stage';
import { known } from '../private/tokens';

/** A full name; aliases may start with a wildcard. */
const NAME = /^(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

export function checkDomain(domain: DomainOptions | undefined): void {
  if (!domain) { return; }
  const names = [domain.name, ...known(domain.aliases) ?? []].filter((name) => known(name) !== undefined).map((name) => name.toLowerCase());
  const wrong = known(domain.name)?.startsWith('*') ? domain.name : names.find((name) => !NAME.test(name));
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (wrong !== undefined || twice !== undefined) {
    fail('DomainName', {
      given: wrong === undefined ? `domain has the name '${twice}' twice` : `domain has the name '${wrong}'`,
      allowed: 'domain has full names such as www.example.com, each once, and only an alias starts with a wildcard',
      remedy: 'Write the full name, without scheme, port, path or final dot',
    });
  }
  if (!domain.certificate && domain.zone instanceof route53.PrivateHostedZone) {
    fail('PrivateZone', {
      given: 'domain.zone is a private zone, and domain.certificate is not given',
      allowed: 'A certificate is validated through a zone that the internet sees: the deployment would wait for it in vain',
      remedy: 'Give domain.certificate, validated through the public zone of the name',
    });
  }
}

/** A load balancer takes certificates of its own region. */
export function checkCertificates(scope: Construct, options: ApplicationLoadBalancerOptions): void {
  const here = known(Stack.of(scope).region);
  const { domain, certificates = [] } = options;
  for (const certificate of [...domain?.certificate ? [domain.certificate] : [], ...certificates]) {
    const { certificateArn, env } = certificate as Partial<acm.ICertificate>;
    const region = known(certificateArn)?.split(':')[3] ?? known(env?.region);
    if (here === undefined || !region || known(region) === undefined || region === here) { continue; }
    fail('CertificateRegion', {
      given: `The certificate ${known(certificateArn) ?? 'that is given'} is in ${region}, and the load balancer in ${here}`,
      allowed: 'A load balancer takes certificates of its own region',
      remedy: `Request one in ${here}`,
    }, scope);
  }
}

export function certificateOf(scope: Construct, domain: DomainOptions): acm.ICertificate {
  return domain.certificate ?? new acm.Certificate(scope, 'Certificate', {
    domainName: domain.name,
    subjectAlternativeNames: domain.aliases,
    validation: acm.CertificateValidation.fromDns(domain.zone),
  });
}

export function createRecords(
  scope: Construct, domain: DomainOptions | undefined, loadBalancer: elbv2.ApplicationLoadBalancer, hasIpv6: boolean,
): void {
  if (!domain) { return; }
  const names = [domain.name, ...domain.aliases ?? []];
  if (domain.createRecord === false) {
    // The certificate is validated through the zone all the same.
    if (!domain.certificate) { names.forEach((name) => checkZone(scope, domain.zone, name)); }
    return;
  }
  const parent = new Construct(scope, 'Records');
  names.forEach((name, position) => {
    checkZone(scope, domain.zone, name);
    warnOfSecondRecord(scope, domain.zone, name);
    const props = {
      zone: domain.zone,
      recordName: `${name}.`,
      target: route53.RecordTarget.fromAlias(new targets.LoadBalancerTarget(loadBalancer)),
    };
    const id = known(name) ?? `Unknown${position}`;
    new route53.ARecord(parent, id, props);
    if (hasIpv6) { new route53.AaaaRecord(parent, `${id} Ipv6`, props); }
  });
}

/** The records of an app by zone and name, by stage: two stages may be two accounts. */
const records = new TakenNames();

function warnOfSecondRecord(scope: Construct, zone: route53.IHostedZone, name: string): void {
  if (known(name) === undefined) { return; }
  const other = records.take(stageOf(scope), `${known(zone.hostedZoneId) ?? zone.node.path} ${name.toLowerCase()}`, scope);
  if (!other) { return; }
  warn('SecondRecord', {
    given: `The domain has the name '${name}', for which '${other.node.path}' makes a record in the same zone`,
    allowed: 'Route 53 takes one record of a name and a type, and refuses the second',
    remedy: 'Choose another name, or set createRecord to false',
  }, scope);
}

function checkZone(scope: Construct, zone: route53.IHostedZone, name: string): void {
  const zoneName = known(zone.zoneName)?.replace(/\.$/, '');
  if (zoneName === undefined || known(name) === undefined || isWithin(name.toLowerCase(), zoneName.toLowerCase())) { return; }
  fail('DomainOutsideZone', {
    given: `The domain has the name '${name}' and the zone '${zoneName}'`,
    allowed: 'Records, and the validation of the certificate, are made in the zone: its name ends theirs',
    remedy: `Write the full name (${name}.${zoneName}?), give the zone of that name, or set createRecord to false and give a certificate`,
  }, scope);
}

function isWithin(name: string, zoneName: string): boolean {
  return name === zoneName || name.endsWith(`.${zoneName}`);
}
