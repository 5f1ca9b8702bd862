import {
  aws_certificatemanager as acm, aws_elasticloadbalancingv2 as elbv2, aws_route53 as route53, aws_route53_targets as targets,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DomainOptions } from './options';
import { fail } from '../private/fail';
import { known } from '../private/tokens';

export function certificateOf(scope: Construct, domain: DomainOptions): acm.ICertificate {
  return domain.certificate ?? new acm.Certificate(scope, 'Certificate', {
    domainName: domain.name,
    subjectAlternativeNames: domain.aliases,
    validation: acm.CertificateValidation.fromDns(domain.zone),
  });
}

export function createRecords(scope: Construct, domain: DomainOptions | undefined, loadBalancer: elbv2.ApplicationLoadBalancer): void {
  if (!domain || domain.createRecord === false) { return; }
  const records = new Construct(scope, 'Records');
  [domain.name, ...(domain.aliases ?? [])].forEach((name, position) => {
    checkZone(scope, domain.zone, name);
    new route53.ARecord(records, known(name) ?? `Unknown${position}`, {
      zone: domain.zone,
      recordName: `${name}.`,
      target: route53.RecordTarget.fromAlias(new targets.LoadBalancerTarget(loadBalancer)),
    });
  });
}

function checkZone(scope: Construct, zone: route53.IHostedZone, name: string): void {
  const zoneName = known(zone.zoneName);
  if (zoneName === undefined || known(name) === undefined || name === zoneName || name.endsWith(`.${zoneName}`)) { return; }
  fail('DomainOutsideZone', {
    given: `The domain has the name '${name}' and the zone '${zoneName}'`,
    allowed: 'A record is created in the zone, so that its name ends with the zone\'s',
    remedy: `Write the full name (${name}.${zoneName}?), give the zone of that name, or set createRecord to false and give a certificate`,
  }, scope);
}
