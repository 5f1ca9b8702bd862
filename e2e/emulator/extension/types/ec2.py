"""EC2 resources that take one call to make, and one to remove."""
from __future__ import annotations

import json
from typing import Any

from ..resource import Call, Kind, Made, Properties, Replace, changed, kind


class Tagged(Kind):
    """What EC2 tags in the call that makes it. Changed tags are the one change in place."""

    tagged_as: str

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        if changed(old, call.properties) != {'Tags'}:
            raise Replace
        ident = self.ident(made)
        call.api('ec2', 'delete_tags', Resources=[ident], Tags=[{'Key': tag['Key']} for tag in old.get('Tags', [])])
        call.api('ec2', 'create_tags', Resources=[ident], Tags=call.properties.get('Tags', []))
        return made

    def ident(self, made: Made) -> str:
        return made.id

    def specification(self, call: Call) -> list[dict[str, Any]] | None:
        tags = call.properties.get('Tags')
        return [{'ResourceType': self.tagged_as, 'Tags': tags}] if tags else None


class Single(Tagged):
    """Made by `create_x`, which answers with `X: {XId}`; removed by `delete_x`."""

    operation: str
    answer: str
    key: str
    attribute: str | None = None

    def create(self, call: Call) -> Made:
        answer = call.api('ec2', f'create_{self.operation}', **call.without('Tags'), TagSpecifications=self.specification(call))
        ident = answer[self.answer][self.key]
        return Made(ident, {self.attribute or self.key: ident, 'Id': ident})

    def delete(self, call: Call, made: Made) -> None:
        call.api('ec2', f'delete_{self.operation}', **{self.key: made.id})


@kind
class InternetGateway(Single):
    type = 'AWS::EC2::InternetGateway'
    tagged_as, operation, answer, key = 'internet-gateway', 'internet_gateway', 'InternetGateway', 'InternetGatewayId'


@kind
class EgressOnlyInternetGateway(Single):
    type = 'AWS::EC2::EgressOnlyInternetGateway'
    tagged_as, operation, answer = 'egress-only-internet-gateway', 'egress_only_internet_gateway', 'EgressOnlyInternetGateway'
    key = 'EgressOnlyInternetGatewayId'


@kind
class RouteTable(Single):
    type = 'AWS::EC2::RouteTable'
    tagged_as, operation, answer, key = 'route-table', 'route_table', 'RouteTable', 'RouteTableId'


@kind
class NatGateway(Single):
    type = 'AWS::EC2::NatGateway'
    tagged_as, operation, answer, key = 'natgateway', 'nat_gateway', 'NatGateway', 'NatGatewayId'


@kind
class Eip(Tagged):
    type, tagged_as = 'AWS::EC2::EIP', 'elastic-ip'

    def create(self, call: Call) -> Made:
        answer = call.api('ec2', 'allocate_address', **call.without('Tags'), TagSpecifications=self.specification(call))
        return Made(answer['PublicIp'], {'AllocationId': answer['AllocationId'], 'PublicIp': answer['PublicIp']})

    def ident(self, made: Made) -> str:
        return made.attributes['AllocationId']

    def delete(self, call: Call, made: Made) -> None:
        call.api('ec2', 'release_address', AllocationId=self.ident(made))


@kind
class VpcEndpoint(Tagged):
    type, tagged_as = 'AWS::EC2::VPCEndpoint', 'vpc-endpoint'

    def create(self, call: Call) -> Made:
        policy = call.properties.get('PolicyDocument')
        answer = call.api(
            'ec2', 'create_vpc_endpoint', **call.without('PolicyDocument', 'Tags'), PolicyDocument=json.dumps(policy) if policy else None,
            TagSpecifications=self.specification(call))
        ident = answer['VpcEndpoint']['VpcEndpointId']
        return Made(ident, {'Id': ident})

    def delete(self, call: Call, made: Made) -> None:
        call.api('ec2', 'delete_vpc_endpoints', VpcEndpointIds=[made.id])


@kind
class FlowLog(Tagged):
    type, tagged_as = 'AWS::EC2::FlowLog', 'vpc-flow-log'

    def create(self, call: Call) -> Made:
        answer = call.api(
            'ec2', 'create_flow_logs', **call.without('Tags', 'ResourceId'), ResourceIds=[call.properties['ResourceId']],
            TagSpecifications=self.specification(call))
        if answer.get('Unsuccessful'):
            raise ValueError(answer['Unsuccessful'][0]['Error']['Message'])
        ident = answer['FlowLogIds'][0]
        return Made(ident, {'Id': ident})

    def delete(self, call: Call, made: Made) -> None:
        call.api('ec2', 'delete_flow_logs', FlowLogIds=[made.id])
