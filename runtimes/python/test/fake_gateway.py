"""A gateway small enough for tests: serves one standby poll and the Runtime API to one environment."""

import hashlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BOOTSTRAP = os.environ.get("DAVIT_BOOTSTRAP", "/var/runtime/bootstrap.py")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        gateway = self.server.gateway
        gateway.seen.put(("GET", self.path, self.headers, None))
        if self.path.startswith(FakeGateway.CODE):
            return self.answer(*gateway.archives.get(self.path, (404, b'{"errorMessage":"404 page not found"}')))
        status, body, headers = gateway.answers[self.path].get()
        self.answer(status, body, headers)

    def body(self):
        if self.headers["Transfer-Encoding"] != "chunked":
            return self.rfile.read(int(self.headers["Content-Length"]))
        chunks = []
        while size := int(self.rfile.readline(), 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(chunks)

    def do_POST(self):
        body = self.body()
        self.server.gateway.seen.put(("POST", self.path, self.headers, body))
        self.answer(202)


class FakeGateway:
    STANDBY = "/2026-11-01/environment/next"
    NEXT = "/2018-06-01/runtime/invocation/next"
    CODE = "/2026-11-01/code/"
    INIT_ERROR = "/2018-06-01/runtime/init/error"

    def __init__(self, port=0):
        self.seen = queue.Queue()
        self.archives = {}
        self.answers = {self.STANDBY: queue.Queue(), self.NEXT: queue.Queue()}
        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None
        self.server.gateway = self
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def archive(self, content, sha256=None):
        """Has an archive to serve; its description in a claim."""
        sha256 = sha256 or hashlib.sha256(content).hexdigest()
        self.archives[self.CODE + sha256] = (200, content)
        return {"path": self.CODE + sha256, "sha256": sha256, "size": len(content)}

    def claim(self, code, handler="app.handler", environment=None, layers=None):
        body = {
            "functionName": "hello", "functionVersion": "$LATEST", "revision": "hello-1", "handler": handler,
            "timeout": 3, "memorySize": 128,
            "code": {"archive": code} if "sha256" in code else {"inline": code}, **({"layers": layers} if layers else {}),
            "environment": {"AWS_LAMBDA_FUNCTION_NAME": "hello", "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
                            "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/hello", "AWS_LAMBDA_LOG_STREAM_NAME": "s",
                            **(environment or {})},
        }
        self.answers[self.STANDBY].put((200, json.dumps(body).encode(), [("Content-Type", "application/json")]))

    def invoke(self, event, request_id="1", tail=False, headers=()):
        trace = "Root=1;Davit-Log-Type=Tail" if tail else "Root=1"
        self.answers[self.NEXT].put((200, json.dumps(event).encode(), [
            ("Content-Type", "application/json"), ("Lambda-Runtime-Aws-Request-Id", request_id),
            ("Lambda-Runtime-Deadline-Ms", "99999999999999"), ("Lambda-Runtime-Trace-Id", trace),
            ("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:1:function:hello"), *headers]))

    def expect(self, path, timeout=10):
        """The next request, which must be for this path: its headers and its body's JSON."""
        method, seen, headers, body = self.seen.get(timeout=timeout)
        assert seen == path, f"{method} {seen} came, not {path}: {body}"
        return headers, json.loads(body) if body else None


class Environment:
    """A bootstrap process with a task root of its own."""

    def __init__(self, port, host="127.0.0.1", **variables):
        self.task_root = tempfile.mkdtemp()
        self.process = subprocess.Popen(
            [sys.executable, "-u", BOOTSTRAP], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={"PATH": os.environ["PATH"], "AWS_LAMBDA_RUNTIME_API": f"{host}:{port}",
                 "LAMBDA_TASK_ROOT": self.task_root, **variables})

    def lines(self, last):
        """What the process wrote, line by line, up to the first line that starts like this."""
        lines = []
        while not lines or not lines[-1].startswith(last):
            lines.append(self.process.stdout.readline())
            assert lines[-1], f"the output ended without {last!r}: {lines}"
        return lines

    def libraries(self):
        """What the process has mapped, among it the native parts of the modules that it has imported."""
        with open(f"/proc/{self.process.pid}/maps", encoding="utf-8") as maps:
            return maps.read()

    def close(self):
        self.process.kill()
        self.process.communicate()
