"""Topics, who subscribes to them, and rules of EventBridge. No event comes, and nobody is written to."""
from __future__ import annotations

import json

from ..resource import Call, Kind, Made, Properties, kind, only

LONGEST_RULE = 64


@kind
class Topic(Kind):
    type = 'AWS::SNS::Topic'

    def create(self, call: Call) -> Made:
        given = call.known('DisplayName', 'KmsMasterKeyId', 'TopicName')
        attributes = call.taken('DisplayName', 'KmsMasterKeyId')
        arn = call.api('sns', 'create_topic', Name=call.name(given.get('TopicName')), Attributes=attributes)['TopicArn']
        return Made(arn, {'TopicArn': arn, 'TopicName': arn.split(':')[-1]})

    def delete(self, call: Call, made: Made) -> None:
        call.api('sns', 'delete_topic', TopicArn=made.id)


@kind
class TopicPolicy(Kind):
    type = 'AWS::SNS::TopicPolicy'

    def create(self, call: Call) -> Made:
        given = call.known('PolicyDocument', 'Topics')
        for topic in given['Topics']:
            call.api('sns', 'set_topic_attributes', TopicArn=topic, AttributeName='Policy', AttributeValue=json.dumps(given['PolicyDocument']))
        return Made(call.name(None), {'Id': call.logical_id})

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'PolicyDocument')
        self.create(call)
        return made


@kind
class Subscription(Kind):
    type = 'AWS::SNS::Subscription'

    def create(self, call: Call) -> Made:
        given = call.known('Endpoint', 'Protocol', 'TopicArn')
        return Made(call.api('sns', 'subscribe', **given, ReturnSubscriptionArn=True)['SubscriptionArn'])

    def delete(self, call: Call, made: Made) -> None:
        call.api('sns', 'unsubscribe', SubscriptionArn=made.id)


@kind
class Rule(Kind):
    type = 'AWS::Events::Rule'

    def create(self, call: Call) -> Made:
        return self._put(call, call.name(call.properties.get('Name'), LONGEST_RULE))

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'Description', 'EventPattern', 'State', 'Targets')
        self._remove_targets(call, made.id, old)
        return self._put(call, made.id)

    def delete(self, call: Call, made: Made) -> None:
        self._remove_targets(call, made.id, call.properties)
        call.api('events', 'delete_rule', Name=made.id)

    def _put(self, call: Call, name: str) -> Made:
        given = call.known('Description', 'EventPattern', 'Name', 'State', 'Targets')
        arn = call.api('events', 'put_rule', **call.taken('Description', 'State'), Name=name, EventPattern=json.dumps(given['EventPattern']))['RuleArn']
        made = call.begin(Made(name, {'Arn': arn}))
        call.api('events', 'put_targets', Rule=name, Targets=given['Targets'])
        return made

    def _remove_targets(self, call: Call, name: str, properties: Properties) -> None:
        call.api('events', 'remove_targets', Rule=name, Ids=[target['Id'] for target in properties['Targets']])
