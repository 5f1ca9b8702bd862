"""Load balancers, target groups, listeners and rules."""
from __future__ import annotations

from ..resource import Call, Kind, Made, Properties, kind, only

SERVICE = 'elbv2'
#: The longest name of a load balancer or a target group.
LONGEST = 32


@kind
class LoadBalancer(Kind):
    type = 'AWS::ElasticLoadBalancingV2::LoadBalancer'

    def create(self, call: Call) -> Made:
        given = call.without('Name', 'LoadBalancerAttributes')
        answer = call.api(SERVICE, 'create_load_balancer', **given, Name=call.name(call.properties.get('Name'), LONGEST))
        balancer = answer['LoadBalancers'][0]
        arn = balancer['LoadBalancerArn']
        made = call.begin(Made(arn, {
            'LoadBalancerArn': arn,
            'DNSName': balancer['DNSName'],
            'CanonicalHostedZoneID': balancer['CanonicalHostedZoneId'],
            'LoadBalancerName': balancer['LoadBalancerName'],
            'LoadBalancerFullName': arn.split(':loadbalancer/')[1],
            'SecurityGroups': balancer.get('SecurityGroups', []),
        }))
        self._set_attributes(call, arn)
        return made

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        difference = only(old, call.properties, 'LoadBalancerAttributes', 'Subnets', 'SecurityGroups')
        if 'LoadBalancerAttributes' in difference:
            self._set_attributes(call, made.id)
        if 'Subnets' in difference:
            call.api(SERVICE, 'set_subnets', LoadBalancerArn=made.id, **call.taken('Subnets'))
        if 'SecurityGroups' in difference:
            call.api(SERVICE, 'set_security_groups', LoadBalancerArn=made.id, **call.taken('SecurityGroups'))
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api(SERVICE, 'delete_load_balancer', LoadBalancerArn=made.id)

    def _set_attributes(self, call: Call, arn: str) -> None:
        attributes = call.properties.get('LoadBalancerAttributes')
        if attributes:
            call.api(SERVICE, 'modify_load_balancer_attributes', LoadBalancerArn=arn, Attributes=attributes)


@kind
class TargetGroup(Kind):
    type = 'AWS::ElasticLoadBalancingV2::TargetGroup'
    CHANGEABLE = (
        'HealthCheckEnabled', 'HealthCheckIntervalSeconds', 'HealthCheckPath', 'HealthCheckPort', 'HealthCheckProtocol',
        'HealthCheckTimeoutSeconds', 'HealthyThresholdCount', 'Matcher', 'UnhealthyThresholdCount',
    )

    def create(self, call: Call) -> Made:
        given = call.without('Name', 'TargetGroupAttributes', 'Targets')
        group = call.api(SERVICE, 'create_target_group', **given, Name=call.name(call.properties.get('Name'), LONGEST))['TargetGroups'][0]
        arn = group['TargetGroupArn']
        made = call.begin(Made(arn, {
            'TargetGroupArn': arn,
            'TargetGroupName': group['TargetGroupName'],
            'TargetGroupFullName': arn.split(':')[-1],
            'LoadBalancerArns': group.get('LoadBalancerArns', []),
        }))
        self._set_attributes(call, arn)
        if call.properties.get('Targets'):
            call.api(SERVICE, 'register_targets', TargetGroupArn=arn, **call.taken('Targets'))
        return made

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        difference = only(old, call.properties, 'TargetGroupAttributes', *self.CHANGEABLE)
        if 'TargetGroupAttributes' in difference:
            self._set_attributes(call, made.id)
        if difference - {'TargetGroupAttributes'}:
            call.api(SERVICE, 'modify_target_group', TargetGroupArn=made.id, **call.taken(*self.CHANGEABLE))
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api(SERVICE, 'delete_target_group', TargetGroupArn=made.id)

    def _set_attributes(self, call: Call, arn: str) -> None:
        attributes = call.properties.get('TargetGroupAttributes')
        if attributes:
            call.api(SERVICE, 'modify_target_group_attributes', TargetGroupArn=arn, Attributes=attributes)


@kind
class Listener(Kind):
    type = 'AWS::ElasticLoadBalancingV2::Listener'

    def create(self, call: Call) -> Made:
        arn = call.api(SERVICE, 'create_listener', **call.without('ListenerAttributes'))['Listeners'][0]['ListenerArn']
        made = call.begin(Made(arn, {'ListenerArn': arn}))
        self._set_attributes(call, arn)
        return made

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        changeable = ('AlpnPolicy', 'Certificates', 'DefaultActions', 'MutualAuthentication', 'Port', 'Protocol', 'SslPolicy')
        difference = only(old, call.properties, 'ListenerAttributes', *changeable)
        if 'ListenerAttributes' in difference:
            self._set_attributes(call, made.id)
        if difference - {'ListenerAttributes'}:
            call.api(SERVICE, 'modify_listener', ListenerArn=made.id, **call.taken(*changeable))
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api(SERVICE, 'delete_listener', ListenerArn=made.id)

    def _set_attributes(self, call: Call, arn: str) -> None:
        attributes = call.properties.get('ListenerAttributes')
        if attributes:
            call.api(SERVICE, 'modify_listener_attributes', ListenerArn=arn, Attributes=attributes)


@kind
class ListenerRule(Kind):
    type = 'AWS::ElasticLoadBalancingV2::ListenerRule'

    def create(self, call: Call) -> Made:
        arn = call.api(SERVICE, 'create_rule', **call.properties)['Rules'][0]['RuleArn']
        return Made(arn, {'RuleArn': arn, 'IsDefault': 'false'})

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        difference = only(old, call.properties, 'Actions', 'Conditions', 'Priority')
        if 'Priority' in difference:
            call.api(SERVICE, 'set_rule_priorities', RulePriorities=[{'RuleArn': made.id, 'Priority': call.properties['Priority']}])
        if difference - {'Priority'}:
            call.api(SERVICE, 'modify_rule', RuleArn=made.id, **call.taken('Actions', 'Conditions'))
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api(SERVICE, 'delete_rule', RuleArn=made.id)


@kind
class ListenerCertificate(Kind):
    type = 'AWS::ElasticLoadBalancingV2::ListenerCertificate'

    def create(self, call: Call) -> Made:
        call.api(SERVICE, 'add_listener_certificates', **call.properties)
        return Made('|'.join([call.properties['ListenerArn'], *(item['CertificateArn'] for item in call.properties['Certificates'])]))

    def delete(self, call: Call, made: Made) -> None:
        call.api(SERVICE, 'remove_listener_certificates', **call.properties)
