"""A VPC, its subnets and its routes."""
from __future__ import annotations

from ..resource import Call, Kind, Made, Properties, Replace, changed, kind
from .ec2 import Tagged


@kind
class Vpc(Tagged):
    type, tagged_as = 'AWS::EC2::VPC', 'vpc'
    SWITCHES = ('EnableDnsHostnames', 'EnableDnsSupport')

    def create(self, call: Call) -> Made:
        answer = call.api('ec2', 'create_vpc', **call.without('Tags', *self.SWITCHES), TagSpecifications=self.specification(call))
        ident = answer['Vpc']['VpcId']
        call.begin(Made(ident))
        self._switch(call, ident)
        of_vpc = [{'Name': 'vpc-id', 'Values': [ident]}]
        groups = call.api('ec2', 'describe_security_groups', Filters=[*of_vpc, {'Name': 'group-name', 'Values': ['default']}])
        acls = call.api('ec2', 'describe_network_acls', Filters=[*of_vpc, {'Name': 'default', 'Values': ['true']}])
        return Made(ident, {
            'VpcId': ident,
            'CidrBlock': answer['Vpc']['CidrBlock'],
            'CidrBlockAssociations': [association['AssociationId'] for association in answer['Vpc']['CidrBlockAssociationSet']],
            'DefaultSecurityGroup': groups['SecurityGroups'][0]['GroupId'],
            'DefaultNetworkAcl': acls['NetworkAcls'][0]['NetworkAclId'],
            'Ipv6CidrBlocks': lambda: ipv6_blocks(call, ident),
        })

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        if changed(old, call.properties) <= set(self.SWITCHES):
            self._switch(call, made.id)
            return made
        return super().update(call, made, old)

    def delete(self, call: Call, made: Made) -> None:
        call.api('ec2', 'delete_vpc', VpcId=made.id)

    def _switch(self, call: Call, ident: str) -> None:
        for name, value in call.taken(*self.SWITCHES).items():
            call.api('ec2', 'modify_vpc_attribute', VpcId=ident, **{name: {'Value': value}})


def ipv6_blocks(call: Call, vpc: str) -> list[str]:
    """Those that a VPC has now: it gets them after it is made."""
    associations = call.api('ec2', 'describe_vpcs', VpcIds=[vpc])['Vpcs'][0].get('Ipv6CidrBlockAssociationSet', [])
    return [found['Ipv6CidrBlock'] for found in associations if found['Ipv6CidrBlockState']['State'] != 'disassociated']


@kind
class VpcCidrBlock(Kind):
    type = 'AWS::EC2::VPCCidrBlock'

    def create(self, call: Call) -> Made:
        answer = call.api('ec2', 'associate_vpc_cidr_block', **call.known('AmazonProvidedIpv6CidrBlock', 'VpcId'))
        ident = answer['Ipv6CidrBlockAssociation']['AssociationId']
        return Made(ident, {'Id': ident})

    def delete(self, call: Call, made: Made) -> None:
        call.api('ec2', 'disassociate_vpc_cidr_block', AssociationId=made.id)


@kind
class Subnet(Tagged):
    type, tagged_as = 'AWS::EC2::Subnet', 'subnet'
    SWITCHES = ('AssignIpv6AddressOnCreation', 'MapPublicIpOnLaunch')

    def create(self, call: Call) -> Made:
        answer = call.api('ec2', 'create_subnet', **call.without('Tags', *self.SWITCHES), TagSpecifications=self.specification(call))
        subnet = answer['Subnet']
        made = call.begin(Made(subnet['SubnetId'], {name: subnet[name] for name in ('SubnetId', 'AvailabilityZone', 'CidrBlock', 'VpcId')}))
        for name, value in call.taken(*self.SWITCHES).items():
            call.api('ec2', 'modify_subnet_attribute', SubnetId=subnet['SubnetId'], **{name: {'Value': value}})
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api('ec2', 'delete_subnet', SubnetId=made.id)


@kind
class Route(Kind):
    type = 'AWS::EC2::Route'
    DESTINATIONS = ('DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId')

    def create(self, call: Call) -> Made:
        call.api('ec2', 'create_route', **call.properties)
        return Made('|'.join([call.properties['RouteTableId'], *call.taken(*self.DESTINATIONS).values()]))

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        if changed(old, call.properties) & {'RouteTableId', *self.DESTINATIONS}:
            raise Replace
        call.api('ec2', 'replace_route', **call.properties)
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api('ec2', 'delete_route', **call.taken('RouteTableId', *self.DESTINATIONS))


@kind
class SubnetRouteTableAssociation(Kind):
    type = 'AWS::EC2::SubnetRouteTableAssociation'

    def create(self, call: Call) -> Made:
        ident = call.api('ec2', 'associate_route_table', **call.properties)['AssociationId']
        return Made(ident, {'Id': ident})

    def delete(self, call: Call, made: Made) -> None:
        call.api('ec2', 'disassociate_route_table', AssociationId=made.id)


@kind
class VpcGatewayAttachment(Kind):
    type = 'AWS::EC2::VPCGatewayAttachment'

    def create(self, call: Call) -> Made:
        call.api('ec2', 'attach_internet_gateway', **call.properties)
        return Made(f'IGW|{call.properties["VpcId"]}')

    def delete(self, call: Call, made: Made) -> None:
        call.api('ec2', 'detach_internet_gateway', **call.properties)
