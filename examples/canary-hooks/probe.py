"""Called by ECS on the way of a deployment: sends requests to the next version, and says whether to go on."""
import http.client
import json
import os
import time
import urllib.request

REQUESTS = 20
FAILURES_ALLOWED = 2
TIMEOUT_SECONDS = 3


def handler(event, context):
    status = 'SUCCEEDED' if goes_back(event['executionDetails']) or works() else 'FAILED'
    print(json.dumps({'stage': event['lifecycleStage'], 'deployment': event['resourceArn'], 'hookStatus': status}))
    return {'hookStatus': status}


def goes_back(details):
    """In a rollback the next version is left with nothing. There is nothing to judge then, and a refusal would only get in the way."""
    revision = details['targetServiceRevisionArn']
    weights = [details.get(kind) or {} for kind in ('productionTrafficWeights', 'testTrafficWeights')]
    return any(weight.get(revision) == 0 for weight in weights)


def works():
    failures = 0
    for _ in range(REQUESTS):
        failures += 0 if answers() else 1
        if failures > FAILURES_ALLOWED:
            return False
        time.sleep(1)
    return True


def answers():
    name, value = os.environ['TEST_HEADER'].split(':', 1)
    request = urllib.request.Request(os.environ['URL'], headers={name: value.strip()})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
            return response.status == 200
    except (OSError, http.client.HTTPException) as error:
        print(f'{request.full_url}: {error}')
        return False
