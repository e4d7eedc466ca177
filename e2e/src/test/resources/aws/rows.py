"""The function of every row of the table of calls: what it does is in its event."""

import json, os, time

def handler(event, context):
    if not isinstance(event, dict):
        return event
    if event.get('rawQueryString') == 'hello':
        return 'hello'
    do = event.get('do') or event.get('rawQueryString')
    if do == 'raise':
        raise ValueError('no luck')
    if do == 'exit':
        os._exit(event['code'])
    if do == 'sleep':
        time.sleep(event['s'])
    if do == 'null':
        return None
    if do == 'large':
        return 'x' * event['n']
    if do == 'print':
        print('printed ' + 'y' * event['n'] + ' last')
    if do == 'context':
        client = context.client_context
        return [context.invoked_function_arn, context.function_version, context.function_name,
                context.memory_limit_in_mb, client and client.custom['hej']]
    if do == 'environment':
        return [os.getcwd()] + [os.environ.get(name) for name in (
            'TZ', '_HANDLER', 'LAMBDA_TASK_ROOT', 'AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_VERSION',
            'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_REGION',
            'AWS_LAMBDA_INITIALIZATION_TYPE')]
    return event
