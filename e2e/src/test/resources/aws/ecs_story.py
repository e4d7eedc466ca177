"""What a program does that runs tasks with boto3's ECS client, unmodified but for its endpoint; tells what it saw as one JSON object."""

import json
import os
import sys

import boto3
from botocore.exceptions import ClientError, WaiterError

ecs = boto3.client("ecs", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
QUICK = {"Delay": 1, "MaxAttempts": 110}
saw = {}


def waits(name, **what):
    ecs.get_waiter(name).wait(WaiterConfig=QUICK, **what)


def error(call, **what):
    try:
        call(**what)
    except ClientError as e:
        return e.response["Error"]["Code"] + ": " + e.response["Error"]["Message"]
    return "no error"


# A task that ends by itself: the stock waiter, and the exit code.
ran = ecs.run_task(taskDefinition="exits3", startedBy="story", group="stories", clientToken="once")
task = ran["tasks"][0]["taskArn"]
told = ecs.describe_tasks(tasks=[task])["tasks"][0]
saw["told"] = [told["cpu"], told["platformVersion"], told["containers"][0]["name"], told["containers"][0]["containerArn"].endswith("/main")]
again = ecs.run_task(taskDefinition="exits3", startedBy="story", group="stories", clientToken="once")
saw["token"] = again["tasks"][0]["taskArn"] == task
saw["conflict"] = error(ecs.run_task, taskDefinition="exits3", count=2, clientToken="once")
waits("tasks_stopped", tasks=[task])
ended = ecs.describe_tasks(tasks=[task])["tasks"][0]
saw["exitCode"] = ended["containers"][0]["exitCode"]
saw["stopCode"] = ended["stopCode"]
saw["group"] = ended["group"]
saw["seconds"] = (ended["stoppedAt"] - ended["createdAt"]).total_seconds()

# The same definition with another command and another variable, for this task alone.
other = {"name": "main", "command": ["exit $CODE"], "environment": [{"name": "CODE", "value": "7"}]}
overridden = ecs.run_task(taskDefinition="exits3", overrides={"containerOverrides": [other], "memory": "1024"})["tasks"][0]
waits("tasks_stopped", tasks=[overridden["taskArn"]])
ended = ecs.describe_tasks(tasks=[overridden["taskArn"]])["tasks"][0]
saw["overridden"] = [ended["containers"][0]["exitCode"], ended["memory"], ended["overrides"]["containerOverrides"][0] == other]
strange = {"containerOverrides": [{"name": "nobody", "cpu": 1}]}
nowhere = {"awsvpcConfiguration": {"subnets": ["subnet-0"]}}
saw["nowhere"] = error(ecs.run_task, taskDefinition="exits3", networkConfiguration=nowhere)
saw["role"] = error(ecs.run_task, taskDefinition="exits3", overrides={"taskRoleArn": "nobody"})
saw["strange"] = error(ecs.run_task, taskDefinition="exits3", overrides=strange)

# Two that would run for long: the stock waiter, and a stop.
two = ecs.run_task(taskDefinition="sleeps", count=2, startedBy="story")
arns = [each["taskArn"] for each in two["tasks"]]
saw["failures"] = two["failures"]
waits("tasks_running", tasks=arns)
listed = [arn for page in ecs.get_paginator("list_tasks").paginate(family="sleeps", PaginationConfig={"PageSize": 1}) for arn in page["taskArns"]]
saw["listed"] = sorted(listed) == sorted(arns)
stopped = ecs.stop_task(task=arns[0], reason="enough of it")["task"]
saw["asked"] = stopped["desiredStatus"]
for arn in arns[1:]:
    ecs.stop_task(task=arn)
waits("tasks_stopped", tasks=arns)
saw["stops"] = sorted({each["stopCode"] for each in ecs.describe_tasks(tasks=arns)["tasks"]})
saw["stoppedList"] = set(arns) <= set(ecs.list_tasks(desiredStatus="STOPPED", startedBy="story")["taskArns"])

# What is not there, and what is.
missing = ecs.describe_tasks(tasks=["0123456789abcdef0123456789abcdef"])
saw["missing"] = missing["failures"][0]["reason"]
try:
    waits("tasks_running", tasks=["0123456789abcdef0123456789abcdef"])
    saw["waiter"] = "no error"
except WaiterError as e:
    saw["waiter"] = str(e)
saw["unknown"] = error(ecs.run_task, taskDefinition="nobody")
saw["elsewhere"] = error(ecs.list_tasks, cluster="other")
saw["create"] = error(ecs.register_task_definition, family="x", containerDefinitions=[])
definition = ecs.describe_task_definition(taskDefinition="exits3")["taskDefinition"]
saw["definition"] = [definition["revision"], definition["cpu"], definition["containerDefinitions"][0]["name"]]
saw["families"] = ecs.list_task_definition_families()["families"]
saw["cluster"] = ecs.describe_clusters()["clusters"][0]["clusterName"]
json.dump(saw, sys.stdout, default=str)
