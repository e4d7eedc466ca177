"""An ordinary Lambda handler: nothing in this image knows of Davit."""

import os
import platform


def handler(event, context):
    name = event.get("name", "world")
    return {
        os.environ.get("GREETING", "hello"): name,
        "from": context.function_name,
        "runtime": "Python " + platform.python_version(),
    }
