"""Certificates, issued at once: no name server is asked."""
from __future__ import annotations

from ..resource import Call, Kind, Made, kind


@kind
class Certificate(Kind):
    type = 'AWS::CertificateManager::Certificate'

    def create(self, call: Call) -> Made:
        for option in call.properties.get('DomainValidationOptions', []):
            if 'HostedZoneId' in option:
                # CloudFormation writes the record that proves the ownership into this zone.
                call.api('route53', 'get_hosted_zone', Id=option['HostedZoneId'])
        given = call.without('DomainValidationOptions')
        return Made(call.api('acm', 'request_certificate', **given)['CertificateArn'])

    def delete(self, call: Call, made: Made) -> None:
        call.api('acm', 'delete_certificate', CertificateArn=made.id)
