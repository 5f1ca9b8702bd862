"""Web ACLs, what they are associated with, and where they log."""
from __future__ import annotations

from ..resource import Call, Kind, Made, Properties, kind, only

SERVICE = 'wafv2'
LONGEST = 128


@kind
class WebAcl(Kind):
    type = 'AWS::WAFv2::WebACL'

    def create(self, call: Call) -> Made:
        name = call.name(call.properties.get('Name'), LONGEST)
        summary = call.api(SERVICE, 'create_web_acl', **call.without('Name'), Name=name)['Summary']
        return Made(f'{name}|{summary["Id"]}|{call.properties["Scope"]}', {'Arn': summary['ARN'], 'Id': summary['Id']})

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'DefaultAction', 'Description', 'Rules', 'VisibilityConfig')
        call.api(SERVICE, 'update_web_acl', **_place(made), **call.without('Name', 'Scope', 'Tags'), LockToken=_token(call, made))
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api(SERVICE, 'delete_web_acl', **_place(made), LockToken=_token(call, made))


def _place(made: Made) -> dict[str, str]:
    name, identifier, scope = made.id.split('|')
    return {'Name': name, 'Id': identifier, 'Scope': scope}


def _token(call: Call, made: Made) -> str:
    return str(call.api(SERVICE, 'get_web_acl', **_place(made))['LockToken'])


@kind
class WebAclAssociation(Kind):
    type = 'AWS::WAFv2::WebACLAssociation'

    def create(self, call: Call) -> Made:
        given = call.known('ResourceArn', 'WebACLArn')
        # AWS WAF looks for the load balancer; moto does not.
        call.api('elbv2', 'describe_load_balancers', LoadBalancerArns=[given['ResourceArn']])
        call.api(SERVICE, 'associate_web_acl', **given)
        return Made(f'{given["WebACLArn"]}|{given["ResourceArn"]}')

    def delete(self, call: Call, made: Made) -> None:
        call.api(SERVICE, 'disassociate_web_acl', **call.taken('ResourceArn'))


@kind
class LoggingConfiguration(Kind):
    type = 'AWS::WAFv2::LoggingConfiguration'

    def create(self, call: Call) -> Made:
        for arn in call.properties['LogDestinationConfigs']:
            _check_destination(call, arn)
        call.api(SERVICE, 'put_logging_configuration', LoggingConfiguration=call.properties)
        return Made(call.properties['ResourceArn'])

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'LogDestinationConfigs', 'LoggingFilter', 'RedactedFields')
        return self.create(call)

    def delete(self, call: Call, made: Made) -> None:
        call.api(SERVICE, 'delete_logging_configuration', ResourceArn=made.id)


def _check_destination(call: Call, arn: str) -> None:
    """The log group is there and is named as AWS WAF wants it; its ARN has no ending. moto takes any."""
    name = arn.split(':log-group:')[-1]
    groups = call.api('logs', 'describe_log_groups', logGroupNamePrefix=name)['logGroups']
    if not name.startswith('aws-waf-logs-') or name not in [group['logGroupName'] for group in groups]:
        raise ValueError(f'AWS WAF cannot log to {arn}.')
