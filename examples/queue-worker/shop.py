"""Sends orders: as many as the event says, or one."""
import json
import os

import boto3

sqs = boto3.client('sqs')


def handler(event, _context):
    numbers = list(range(1, event.get('orders', 1) + 1))
    for first in range(0, len(numbers), 10):  # SQS takes ten at a time
        entries = [{'Id': str(number), 'MessageBody': json.dumps({'number': number})} for number in numbers[first:first + 10]]
        answer = sqs.send_message_batch(QueueUrl=os.environ['ORDERS_QUEUE_URL'], Entries=entries)
        if answer.get('Failed'):
            raise RuntimeError(answer['Failed'])
    return {'sent': len(numbers)}
