"""Log groups, metric filters, and the policies by which services write to log groups."""
from __future__ import annotations

from ..resource import Call, Kind, Made, Properties, kind, only


@kind
class LogGroup(Kind):
    type = 'AWS::Logs::LogGroup'

    def create(self, call: Call) -> Made:
        tags = {tag['Key']: tag['Value'] for tag in call.properties.get('Tags', [])}
        name = call.name(call.properties.get('LogGroupName'))
        call.api('logs', 'create_log_group', **call.without('LogGroupName', 'RetentionInDays', 'Tags'), logGroupName=name, tags=tags or None)
        made = call.begin(Made(name, {'Arn': f'arn:aws:logs:{call.region}:{call.account}:log-group:{name}:*'}))
        self._set_retention(call, name)
        return made

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'RetentionInDays')
        if 'RetentionInDays' not in call.properties:
            call.api('logs', 'delete_retention_policy', logGroupName=made.id)
        self._set_retention(call, made.id)
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api('logs', 'delete_log_group', logGroupName=made.id)

    def _set_retention(self, call: Call, name: str) -> None:
        if 'RetentionInDays' in call.properties:
            call.api('logs', 'put_retention_policy', logGroupName=name, retentionInDays=call.properties['RetentionInDays'])


@kind
class MetricFilter(Kind):
    type = 'AWS::Logs::MetricFilter'

    def create(self, call: Call) -> Made:
        return self._put(call, call.name(call.properties.get('FilterName')))

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'FilterPattern', 'MetricTransformations')
        return self._put(call, made.id)

    def delete(self, call: Call, made: Made) -> None:
        call.api('logs', 'delete_metric_filter', filterName=made.id, logGroupName=call.properties['LogGroupName'])

    def _put(self, call: Call, name: str) -> Made:
        transformations = [
            {**item, 'Dimensions': {dimension['Key']: dimension['Value'] for dimension in item['Dimensions']}} if 'Dimensions' in item else item
            for item in call.properties['MetricTransformations']
        ]
        call.api('logs', 'put_metric_filter', **call.without('FilterName', 'MetricTransformations'), filterName=name,
                 metricTransformations=transformations)
        return Made(name)


@kind
class ResourcePolicy(Kind):
    type = 'AWS::Logs::ResourcePolicy'

    def create(self, call: Call) -> Made:
        given = call.known('PolicyDocument', 'PolicyName')
        call.api('logs', 'put_resource_policy', policyName=given['PolicyName'], policyDocument=given['PolicyDocument'])
        return Made(given['PolicyName'])

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'PolicyDocument')
        return self.create(call)

    def delete(self, call: Call, made: Made) -> None:
        call.api('logs', 'delete_resource_policy', policyName=made.id)
