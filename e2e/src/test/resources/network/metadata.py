import json, os, urllib.error, urllib.parse, urllib.request

own = os.environ['ECS_CONTAINER_METADATA_URI_V4']

def read(address):
    with urllib.request.urlopen(address, timeout=20) as answer:
        return json.load(answer)

container, task = read(own), read(own + '/task')
assert container['Name'] == 'main', container
assert task['Family'] == 'asks', task
assert task['Containers'][0]['Name'] == 'main', task
assert read(own + '/stats') is None
try:
    read(urllib.parse.urljoin(own, '/2018-06-01/runtime/invocation/next'))
    raise SystemExit('the Runtime API answers a task')
except urllib.error.HTTPError as refused:
    assert refused.code == 403, refused
print(json.dumps(task))
