"""Cloud Map: namespaces and the services in them. Namespaces come and go by operations, which the emulator has done at once."""
from __future__ import annotations

from ..resource import Call, Kind, Made, Properties, kind, only


class Namespace(Kind):
    operation: str

    def create(self, call: Call) -> Made:
        operation = call.api('servicediscovery', self.operation, **call.properties)['OperationId']
        targets = call.api('servicediscovery', 'get_operation', OperationId=operation)['Operation']['Targets']
        return _made(call, 'namespace', targets['NAMESPACE'])

    def delete(self, call: Call, made: Made) -> None:
        call.api('servicediscovery', 'delete_namespace', Id=made.id)


@kind
class HttpNamespace(Namespace):
    type = 'AWS::ServiceDiscovery::HttpNamespace'
    operation = 'create_http_namespace'


@kind
class PrivateDnsNamespace(Namespace):
    type = 'AWS::ServiceDiscovery::PrivateDnsNamespace'
    operation = 'create_private_dns_namespace'


@kind
class Service(Kind):
    type = 'AWS::ServiceDiscovery::Service'

    def create(self, call: Call) -> Made:
        service = call.api('servicediscovery', 'create_service', **call.properties)['Service']
        return _made(call, 'service', service['Id'])

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'Description', 'DnsConfig')
        change = {'Description': call.properties.get('Description'), 'DnsConfig': {'DnsRecords': call.properties['DnsConfig']['DnsRecords']}}
        call.api('servicediscovery', 'update_service', Id=made.id, Service=change)
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api('servicediscovery', 'delete_service', Id=made.id)


def _made(call: Call, what: str, name: str) -> Made:
    arn = f'arn:aws:servicediscovery:{call.region}:{call.account}:{what}/{name}'
    return Made(name, {'Arn': arn, 'Id': name, 'Name': call.properties['Name']})
