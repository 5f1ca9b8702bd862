"""Works on orders until it is told to stop."""
import json
import os
import signal
import time

import boto3

queue_url = os.environ['ORDERS_QUEUE_URL']
sqs = boto3.client('sqs')
stopping = False


def stop(*_):
    """The order in hand is finished: the queue lets the worker wait for at most 20 of the 30 seconds that it has to stop."""
    global stopping
    stopping = True


def work_on(order):
    time.sleep(order.get('seconds', 2))
    print(f"order {order['number']} is done", flush=True)


signal.signal(signal.SIGTERM, stop)
while not stopping:
    for message in sqs.receive_message(QueueUrl=queue_url).get('Messages', []):
        try:
            work_on(json.loads(message['Body']))
        except Exception as error:  # the queue hands it out again, and puts it aside after five times
            print(f'{error!r} in {message["Body"]}', flush=True)
        else:
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message['ReceiptHandle'])
