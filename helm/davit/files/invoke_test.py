"""Invokes the test's function through the gateway, as any client in the cluster would, until it answers."""

import http.client
import json
import os
import sys
import time

TOKEN = os.environ.get("TOKEN_FILE", "/var/run/secrets/davit/token")
DEADLINE = time.monotonic() + float(os.environ["TIMEOUT_SECONDS"])
# Not yet: the gateway or the function is still on its way.
RETRY = {404, 409, 429, 500, 502, 503}


def invoke():
    """One invocation: status, function error, body."""
    with open(TOKEN, encoding="utf-8") as file:
        token = file.read()
    connection = http.client.HTTPConnection(os.environ["GATEWAY"], timeout=30)
    try:
        connection.request(
            "POST",
            "/2015-03-31/functions/" + os.environ["FUNCTION"] + "/invocations",
            body=json.dumps({"name": "helm"}),
            headers={"Authorization": "Bearer " + token, "Content-Type": "application/json"},
        )
        answer = connection.getresponse()
        return answer.status, answer.getheader("X-Amz-Function-Error"), answer.read().decode()
    finally:
        connection.close()


def main():
    said = None
    while True:
        try:
            status, error, body = invoke()
            if status == 200 and error is None and json.loads(body) == {"hello": "helm"}:
                print("the function answered:", body)
                return 0
            now = f"HTTP {status} {error or ''} {body}"
            if status not in RETRY:
                print("unexpected answer:", now)
                return 1
        except (OSError, http.client.HTTPException) as problem:
            now = f"no answer: {problem}"
        if now != said:
            print(now, flush=True)
            said = now
        if time.monotonic() > DEADLINE:
            print("gave up after", os.environ["TIMEOUT_SECONDS"], "seconds")
            return 1
        time.sleep(1)


sys.exit(main())
