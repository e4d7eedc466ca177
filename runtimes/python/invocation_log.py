"""What AWS writes into a function's log by itself: INIT_START, START, END and REPORT; and the tail of one invocation's output.

The runtime interface client stays as it is: its transport is wrapped, where an invocation comes in and its answer goes out. An invocation
that printed nothing, succeeded and was not its environment's first leaves no line: three lines for each call of a busy function would cost
the node more than the calls. DAVIT_LOG_EVERY_INVOCATION=true in the function's variables asks for them.
"""

import base64
import io
import json
import math
import os
import sys
import time

from awslambdaric.lambda_runtime_client import LambdaRuntimeClient

TAIL_SIZE = 4096
# The native client shows only headers it knows: the wish for the tail is a field of the trace's, and taken out of it.
TAIL_WISH = "Davit-Log-Type=Tail"
PEAKS = ("/sys/fs/cgroup/memory.peak", "/sys/fs/cgroup/memory/memory.max_usage_in_bytes")


class Tail:
    """The last bytes written since it was started."""

    def __init__(self):
        self.wanted = False
        self.kept = bytearray()

    def start(self, wanted):
        self.wanted = wanted
        self.kept.clear()

    def add(self, data):
        self.kept += data
        if len(self.kept) > 4 * TAIL_SIZE:
            del self.kept[:-TAIL_SIZE]

    def take(self):
        self.wanted = False
        return bytes(self.kept[-TAIL_SIZE:])


tail = Tail()


class Opening:
    """An invocation's START line, which is written when it turns out that it will be needed."""

    line = None

    @classmethod
    def say(cls):
        line, cls.line = cls.line, None
        if line is not None:
            platform(line)


class WatchedFile(io.FileIO):
    """A standard stream's file; what is written is shown to the tail while somebody wants it."""

    ended = True  # Whether the next byte begins a line.

    def write(self, data):
        if Opening.line is not None:
            Opening.say()
        if tail.wanted:
            tail.add(data)
        view = memoryview(data).cast("B")
        if view:
            self.ended = view[-1] == 10
        return super().write(data)

    def end_line(self):
        """Ends a line that the function left open: what comes next is not its own."""
        if not self.ended:
            self.ended = True
            put(self.fileno(), b"\n", shown=bool(tail.kept))


watched = []


def watch_streams():
    """Puts a watched file below stdout and stderr, in the layers that `python -u` makes."""
    for name, descriptor in (("stdout", 1), ("stderr", 2)):
        old = getattr(sys, name)
        file = WatchedFile(descriptor, "w", closefd=False)
        file.name = old.name
        watched.append(file)
        new = io.TextIOWrapper(file, encoding=old.encoding, errors=old.errors, write_through=True)
        new.mode = "w"
        setattr(sys, name, new)


def platform(line):
    """Writes what is not the function's, on lines of its own."""
    if line:
        for file in watched:
            file.end_line()
        put(1, line)


def put(descriptor, data, shown=True):
    """Writes past the streams, shown to the tail or not. A log that nobody takes is no reason to fail the function."""
    if tail.wanted and shown:
        tail.add(data)
    try:
        os.write(descriptor, data)
    except OSError:
        pass


def peak_memory():
    """A function for the most memory this environment ever used, in MB."""
    for path in PEAKS:
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            int(os.pread(descriptor, 32, 0))
        except (OSError, ValueError):
            continue
        return lambda: math.ceil(int(os.pread(descriptor, 32, 0)) / 1048576)
    import resource

    return lambda: math.ceil(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


class Lines:
    """The lines, as text or as JSON, whichever log format the function has."""

    def __init__(self, variables):
        self.json = variables.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"
        # AWS has system log levels for JSON alone; from WARN on only what failed is told.
        self.failures_only = self.json and variables.get("DAVIT_SYSTEM_LOG_LEVEL", "").upper() == "WARN"
        self.version = variables.get("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
        self.memory_size = int(variables.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"))

    def init_start(self):
        if self.failures_only:
            return b""
        version = "python:%d.%d.%d" % sys.version_info[:3]
        if self.json:
            return self.event("platform.initStart", {"initializationType": "on-demand", "phase": "init", "runtimeVersion": version})
        return f"INIT_START Runtime Version: {version}\n".encode()

    def init_report(self, duration, error_type):
        prefix, _, name = error_type.partition(".")
        # AWS writes no types of the function's own into its lines.
        if prefix not in ("Runtime", "Function") or not (name.isascii() and name.isalpha() and name[0].isupper()):
            error_type = "Function.Unknown"
        if self.json:
            record = {"initializationType": "on-demand", "phase": "init", "metrics": {"durationMs": round(duration, 2)}, "status": "error", "errorType": error_type}
            return self.event("platform.initReport", record)
        return f"INIT_REPORT Init Duration: {duration:.2f} ms\tPhase: init\tStatus: error\tError Type: {error_type}\n".encode()

    def start(self, request_id):
        if self.failures_only:
            return b""
        if self.json:
            return self.event("platform.start", {"requestId": request_id, "version": self.version})
        return f"START RequestId: {request_id} Version: {self.version}\n".encode()

    def report(self, request_id, duration, init_duration, used, failed):
        """END and REPORT; durations are in milliseconds."""
        if self.failures_only and not failed:
            return b""
        billed = math.ceil(duration)
        if self.json:
            metrics = {"durationMs": round(duration, 2), "billedDurationMs": billed, "memorySizeMB": self.memory_size, "maxMemoryUsedMB": used}
            if init_duration is not None:
                metrics["initDurationMs"] = round(init_duration, 2)
            status = "error" if failed else "success"
            return self.event("platform.report", {"requestId": request_id, "metrics": metrics, "status": status})
        init = "" if init_duration is None else f"Init Duration: {init_duration:.2f} ms\t"
        return (
            f"END RequestId: {request_id}\nREPORT RequestId: {request_id}\tDuration: {duration:.2f} ms\tBilled Duration: {billed} ms\t"
            f"Memory Size: {self.memory_size} MB\tMax Memory Used: {used} MB\t{init}\n"
        ).encode()

    @staticmethod
    def event(kind, record):
        now = time.time()
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now)) + ".%03dZ" % (now % 1 * 1000)
        return json.dumps({"time": stamp, "type": kind, "record": record}, separators=(",", ":")).encode() + b"\n"


class LoggedClient(LambdaRuntimeClient):
    """The runtime interface client's transport, with the lines written around each invocation."""

    def begin(self, variables, started=None):
        """The function is known: its initialisation starts, or goes on in a new process if it started already."""
        self.lines = Lines(variables)
        self.every = variables.get("DAVIT_LOG_EVERY_INVOCATION") == "true"
        self.peak = peak_memory()
        self.started = started or time.perf_counter_ns()
        self.init_duration = None
        self.first = True
        if not started:
            platform(self.lines.init_start())

    def post_init_error(self, error_response_data, error_type_override=None):
        platform(self.lines.init_report(self.elapsed(), error_response_data["errorType"]))
        super().post_init_error(error_response_data, error_type_override)

    def wait_next_invocation(self):
        if self.first:
            self.init_duration = self.elapsed()
            self.first = False
        request = super().wait_next_invocation()
        self.started = time.perf_counter_ns()
        trace = request.x_amzn_trace_id
        wanted = trace is not None and trace.endswith(TAIL_WISH)
        if wanted:
            request.x_amzn_trace_id = trace[: -len(TAIL_WISH)].removesuffix(";") or None
        tail.start(wanted)
        Opening.line = self.lines.start(request.invoke_id)
        if wanted or self.every:
            Opening.say()
        return request

    def post_invocation_result(self, invoke_id, result_data, content_type="application/json", invocation_id=None):
        lines = self.end(invoke_id, False)
        if tail.wanted:
            self.post_with_tail(f"{invoke_id}/response", result_data, content_type, invocation_id, lines)
            return
        super().post_invocation_result(invoke_id, result_data, content_type, invocation_id)
        # Whoever waits for the answer need not wait for the log.
        self.close(lines)

    def post_invocation_error(self, invoke_id, error_response_data, xray_fault, invocation_id=None):
        lines = self.end(invoke_id, True)
        if tail.wanted:
            self.post_with_tail(f"{invoke_id}/error", error_response_data, "application/json", invocation_id, lines)
            return
        super().post_invocation_error(invoke_id, error_response_data, xray_fault, invocation_id)
        self.close(lines)

    def elapsed(self):
        return (time.perf_counter_ns() - self.started) / 1e6

    def end(self, invoke_id, failed):
        """END and REPORT; None when START was not said and they would tell no more than that it succeeded."""
        if Opening.line is not None and not failed and self.init_duration is None:
            Opening.line = None
            return None
        lines = self.lines.report(invoke_id, self.elapsed(), self.init_duration, self.peak(), failed)
        self.init_duration = None
        return lines

    def close(self, lines):
        if lines is not None:
            Opening.say()
            platform(lines)

    def post_with_tail(self, path, body, content_type, invocation_id, lines):
        """Answers on a connection of its own, as the native client sends no header that it does not know."""
        import http.client

        platform(lines)
        connection = http.client.HTTPConnection(self.lambda_runtime_address)
        headers = {"Content-Type": content_type, "Davit-Log-Tail": base64.b64encode(tail.take()).decode()}
        if invocation_id:
            headers["Lambda-Runtime-Invocation-Id"] = invocation_id
        connection.request("POST", "/2018-06-01/runtime/invocation/" + path, body if isinstance(body, bytes) else body.encode(), headers)
        status = connection.getresponse().status
        connection.close()
        if status // 100 != 2:
            raise RuntimeError(f"Failed to post invocation response: {status}")
