"""What a program does that scales and redeploys a service with boto3's ECS client; tells what it saw as one JSON object."""

import json
import os
import sys
import time

import boto3
from botocore.exceptions import ClientError

ecs = boto3.client("ecs", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
saw = {}


def stable():
    ecs.get_waiter("services_stable").wait(services=["web"], WaiterConfig={"Delay": 2, "MaxAttempts": 120})
    return ecs.describe_services(services=["web"])["services"][0]


web = stable()
saw["arn"] = web["serviceArn"]
first = web["deployments"][0]["id"]

ecs.update_service(service="web", desiredCount=2)
web = stable()
saw["running"] = web["runningCount"]
tasks = ecs.list_tasks(serviceName="web")["taskArns"]
saw["tasks"] = len(tasks)
saw["stillFirst"] = web["deployments"][0]["id"] == first

told = ecs.update_service(service="web", forceNewDeployment=True)["service"]["deployments"][0]["id"]
web = stable()
saw["told"] = web["deployments"][0]["id"] == told
saw["another"] = web["deployments"][0]["id"] != first
until = time.monotonic() + 120  # stable is said by counts, completed by tasks that stay
while web["deployments"][0]["rolloutState"] == "IN_PROGRESS" and time.monotonic() < until:
    time.sleep(1)
    web = stable()
saw["rollout"] = web["deployments"][0]["rolloutState"]
saw["replaced"] = not set(tasks) & set(ecs.list_tasks(serviceName="web")["taskArns"])

saw["listed"] = ecs.list_services()["serviceArns"] == [saw["arn"], saw["arn"].replace("/web", "/web-git")]
saw["missing"] = ecs.describe_services(services=["nobody"])["failures"][0]["reason"]
try:
    ecs.update_service(service="web-git", desiredCount=1)
except ClientError as e:
    saw["git"] = e.response["Error"]["Code"] + ": " + e.response["Error"]["Message"]
json.dump(saw, sys.stdout, default=str)
