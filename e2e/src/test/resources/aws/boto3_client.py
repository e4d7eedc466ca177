"""Calls with boto3, unmodified but for its endpoint: a JSON request a line in, a JSON answer a line out."""

import json
import os
import sys
import urllib.error
import urllib.request

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

KEY = Credentials(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"])


def client(secret=KEY.secret_key, attempts=1):
    return boto3.client(
        "lambda",
        endpoint_url=os.environ["AWS_ENDPOINT_URL"],
        region_name="us-east-1",
        aws_access_key_id=KEY.access_key,
        aws_secret_access_key=secret,
        config=Config(read_timeout=60, retries={"mode": "standard", "total_max_attempts": attempts}),
    )


ONCE = client()


def answer(response):
    meta = response.pop("ResponseMetadata")
    response.pop("Error", None)
    return {"status": meta["HTTPStatusCode"], "headers": meta["HTTPHeaders"], "retries": meta["RetryAttempts"], "members": response}


def streamed(response):
    pieces, complete = [], {}
    for event in response.pop("EventStream"):
        if "PayloadChunk" in event:
            pieces.append(event["PayloadChunk"]["Payload"].decode())
        else:
            complete = event["InvokeComplete"]
    result = answer(response)
    return {**result, "payload": "".join(pieces), "members": {**result["members"], **complete}}


def call(request):
    parameters = request["parameters"]
    body = "InvokeArgs" if request["operation"] == "invoke_async" else "Payload"
    if request.get("payload") is not None:
        parameters[body] = request["payload"].encode()
    used = client(request.get("secret") or KEY.secret_key, request["attempts"]) if request.get("own") else ONCE
    try:
        response = getattr(used, request["operation"])(**parameters)
        if "EventStream" in response:
            return streamed(response)
        payload = response.pop("Payload").read().decode() if "Payload" in response else None
        return {**answer(response), "payload": payload}
    except ClientError as e:
        error = e.response["Error"]
        return {**answer(e.response), "type": error["Code"], "message": error["Message"]}


def url(request):
    """A function's URL, signed as AWS's tools sign it."""
    target = AWSRequest(method="GET", url=request["url"], headers=request.get("headers") or {})
    if request["signed"]:
        SigV4Auth(KEY, "lambda", "us-east-1").add_auth(target)
    try:
        with urllib.request.urlopen(urllib.request.Request(request["url"], headers=dict(target.headers.items()))) as found:
            return {"status": found.status, "headers": dict(found.headers), "members": {}, "payload": found.read().decode()}
    except urllib.error.HTTPError as e:
        return {"status": e.code, "headers": dict(e.headers), "members": {}, "payload": e.read().decode()}


for line in sys.stdin:
    asked = json.loads(line)
    try:
        told = url(asked) if "url" in asked else call(asked)
    except Exception as e:  # told, not raised: the next request comes down the same pipe
        told = {"status": 0, "headers": {}, "members": {}, "type": type(e).__name__, "message": str(e)}
    told["headers"] = {name.lower(): value for name, value in told["headers"].items()}
    print(json.dumps(told, default=str), flush=True)
