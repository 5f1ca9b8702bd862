"""Queues and their policies. A queue is known by its URL, whose host is the emulator's."""
from __future__ import annotations

from typing import Any

from ..resource import Call, Kind, Made, Properties, kind, only

LONGEST = 80
FIFO = '.fifo'


@kind
class Queue(Kind):
    type = 'AWS::SQS::Queue'

    def create(self, call: Call) -> Made:
        tags = {tag['Key']: tag['Value'] for tag in call.properties.get('Tags', [])}
        url = call.api('sqs', 'create_queue', QueueName=self._name(call), Attributes=_attributes(call.properties), tags=tags or None)['QueueUrl']
        arn = call.api('sqs', 'get_queue_attributes', QueueUrl=url, AttributeNames=['QueueArn'])['Attributes']['QueueArn']
        return Made(url, {'Arn': arn, 'QueueName': arn.split(':')[-1], 'QueueUrl': url})

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        names = (call.properties.keys() | old.keys()) - {'QueueName', 'FifoQueue', 'Tags'}
        difference = only(old, call.properties, *names)
        gone = difference - call.properties.keys()
        if gone:
            raise ValueError(f'The emulator cannot take {", ".join(sorted(gone))} away from a queue.')
        call.api('sqs', 'set_queue_attributes', QueueUrl=made.id, Attributes=_attributes(call.taken(*difference)))
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api('sqs', 'delete_queue', QueueUrl=made.id)

    def _name(self, call: Call) -> str:
        ending = FIFO if call.properties.get('FifoQueue') else ''
        return call.properties.get('QueueName') or call.name(None, LONGEST - len(ending)) + ending


def _attributes(properties: Properties) -> dict[str, Any]:
    """All but the name and the tags are attributes; a queue that is no FIFO queue may not say so."""
    return {name: value for name, value in properties.items() if name not in ('QueueName', 'Tags') and (name, value) != ('FifoQueue', False)}


@kind
class QueuePolicy(Kind):
    type = 'AWS::SQS::QueuePolicy'

    def create(self, call: Call) -> Made:
        given = call.known('PolicyDocument', 'Queues')
        for url in given['Queues']:
            call.api('sqs', 'set_queue_attributes', QueueUrl=url, Attributes={'Policy': given['PolicyDocument']})
        return Made(call.name(None), {'Id': call.logical_id})

    def update(self, call: Call, made: Made, old: Properties) -> Made:
        only(old, call.properties, 'PolicyDocument')
        self.create(call)
        return made

    def delete(self, call: Call, made: Made) -> None:
        for url in call.properties['Queues']:
            call.api('sqs', 'set_queue_attributes', QueueUrl=url, Attributes={'Policy': ''})
