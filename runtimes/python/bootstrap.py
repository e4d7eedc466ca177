"""Davit's standby bootstrap for Python.

Boots Python and AWS's runtime interface client, parks on the gateway until a function claims this environment,
then becomes that function: its files, its variables, and the client's own loop in this same process.
"""

import importlib
import json
import os
import select
import signal
import socket
import sys
import time

import awslambdaric.bootstrap as client
import invocation_log

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
TASK_ROOT = os.environ.setdefault("LAMBDA_TASK_ROOT", "/var/task")
OPT_ROOT = os.environ.get("DAVIT_OPT_ROOT", "/opt")
FIRST_DELAY, LAST_DELAY = 0.05, 2.0
# An environment that somebody waits for is claimed within this many seconds, even when many start at once.
CLAIMED_SOON = 0.5
# Read by the interpreter, the C library or OpenSSL when a process starts: only a new process can honour them.
READ_AT_START = ("PYTHON", "LD_", "MALLOC_", "GLIBC_", "OPENSSL_CONF", "AWS_LAMBDA_EXEC_WRAPPER")
# As AWS's runtimes start a wrapper: the answer to the invoker is made of the exit status.
WRAPPED = """[ -f "$0" ] || { echo "$0: does not exist"; exit 127; }
[ -x "$0" ] || { echo "$0: is not an executable"; exit 126; }
exec "$0" "$@\""""
# What most functions import sooner or later, slow enough to be worth the time of an environment that waits anyway.
PRELOADED = ("http.client", "urllib.request", "datetime", "encodings.idna")


class CodeUnavailable(Exception):
    """The function's archive cannot be had from the gateway."""


class UnsafePath(Exception):
    """A file of the function's code that would be written outside the task root."""


def poll():
    """One long poll; the claim, or None when the gateway sent something else.

    Spoken as HTTP/1.0, so that the answer is whatever comes until the connection ends: http.client takes longer to import
    than all the rest, and an environment that is wanted at once can do without.
    """
    host, port = API.split(":")
    # As bytes: a str would import the codec of international names, ten milliseconds for nothing.
    with socket.create_connection((host.encode(), int(port))) as connection:
        # A parked connection is silent for hours: keep-alive probes find out when its other end is gone.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 30)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 10)
        connection.sendall(f"GET /2026-11-01/environment/next HTTP/1.0\r\nHost: {API}\r\nConnection: close\r\n\r\n".encode())
        preload(connection)
        with connection.makefile("rb") as stream:
            head, _, body = stream.read().partition(b"\r\n\r\n")
    return json.loads(body) if head.split(b" ")[1] == b"200" else None


def preload(connection):
    """Imports while there is nothing better to do: in an environment that nobody waits for."""
    wait = CLAIMED_SOON
    for name in PRELOADED:
        if select.select([connection], [], [], wait)[0]:
            return
        wait = 0
        importlib.import_module(name)


def park():
    """Polls until claimed; a gateway that is away or restarts is asked again, later and later."""
    delay = FIRST_DELAY
    while True:
        started = time.monotonic()
        try:
            claim = poll()
            if claim is not None:
                return claim
        except (OSError, IndexError, ValueError):
            pass
        if time.monotonic() - started > LAST_DELAY:
            delay = FIRST_DELAY
        time.sleep(delay)
        delay = min(delay * 2, LAST_DELAY)


def fetch(archive):
    """An archive from the gateway, as a file without a name; its hash must be the one that was announced."""
    import hashlib
    import tempfile
    host, port = API.split(":")
    digest = hashlib.sha256()
    file = tempfile.TemporaryFile()
    with socket.create_connection((host.encode(), int(port)), timeout=60) as connection:
        connection.sendall(f"GET {archive['path']} HTTP/1.0\r\nHost: {API}\r\nConnection: close\r\n\r\n".encode())
        with connection.makefile("rb") as stream:
            status = stream.readline(1000).split(b" ")
            while stream.readline(10000).strip():
                pass
            if status[1:2] != [b"200"]:
                raise CodeUnavailable(f"The code archive cannot be had: {stream.read(2000).decode(errors='replace').strip()}")
            size = 0
            while chunk := stream.read(256 * 1024):
                size += len(chunk)
                if size > archive["size"]:
                    break
                digest.update(chunk)
                file.write(chunk)
    if size != archive["size"] or digest.hexdigest() != archive["sha256"]:
        raise CodeUnavailable("The code archive arrived damaged: its SHA-256 is not " + archive["sha256"])
    return file


def unpack(claim):
    """Code to the task root and layers to /opt, in order. zipfile and its like are imported only when there is an archive."""
    code = claim.get("code", {}).get("archive")
    layers = claim.get("layers") or []
    if code or layers:
        import unpacking
        left = unpacking.Budget()
        for archive, root in [(layer, OPT_ROOT) for layer in layers] + ([(code, TASK_ROOT)] if code else []):
            with fetch(archive) as file:
                unpacking.unpack(file, root, left)


def write_code(files):
    """Inline code, as read-only as an archive's: programs are the files that begin with `#!`."""
    folders = set()
    for name, text in files.items():
        if not name or name.startswith("/") or "\0" in name or ".." in name.split("/"):
            raise UnsafePath(f"The code's file name {name!r} is not a path below {TASK_ROOT}")
        path = os.path.join(TASK_ROOT, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        folder = os.path.normpath(name)
        while folder := os.path.dirname(folder):
            folders.add(os.path.join(TASK_ROOT, folder))
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            os.fchmod(file.fileno(), 0o555 if text.startswith("#!") else 0o444)
    for folder in folders:
        os.chmod(folder, 0o555)


def become(claim, runtime):
    """Takes over files, variables and module path of the function that claimed this environment."""
    write_code(claim.get("code", {}).get("inline") or {})
    unpack(claim)
    given = claim.get("environment") or {}
    # The cluster's own addresses, which the kubelet adds: a function on AWS sees nothing of the kind.
    for name in [name for name in os.environ if name.startswith("KUBERNETES_")]:
        del os.environ[name]
    os.environ.setdefault("TZ", ":UTC")
    # For other Pythons that the function starts: they find the SDK.
    os.environ.setdefault("PYTHONPATH", os.path.dirname(os.path.abspath(__file__)))
    os.environ["_HANDLER"] = claim["handler"]
    os.environ.update(given)
    if any(name.startswith(READ_AT_START) for name in given):
        command = [sys.executable, "-u", os.path.abspath(__file__), str(runtime.started)]
        if given.get("AWS_LAMBDA_EXEC_WRAPPER"):
            command = ["/bin/sh", "-c", WRAPPED, given["AWS_LAMBDA_EXEC_WRAPPER"], *command]
        os.execv(command[0], command)
    time.tzset()
    # The client reads these when it is imported, which was before they were known.
    if "AWS_LAMBDA_LOG_FORMAT" in given or "AWS_LAMBDA_LOG_LEVEL" in given:
        importlib.reload(client)


def separate_lines():
    """The client writes for a log that takes each write as one event; ours is lines: each record ends its own.

    It puts carriage returns between an error's lines, and nothing after the traceback of a logger's record.
    """
    client.ERROR_LOG_LINE_TERMINATE = "\n"
    client.StandardLogSink.log = lambda sink, message, frame_type=None: sys.stdout.write(message if message.endswith("\n") else message + "\n")


def main():
    signal.signal(signal.SIGTERM, lambda *_: os._exit(143))
    invocation_log.watch_streams()
    runtime = invocation_log.LoggedClient(API)
    if "_HANDLER" not in os.environ:
        claim = park()
        runtime.begin(claim.get("environment") or {})
        try:
            become(claim, runtime)
        except Exception as error:
            runtime.post_init_error(client.make_error(str(error), "Runtime." + type(error).__name__, []))
            sys.exit(1)
    else:
        runtime.begin(os.environ, int(sys.argv.pop()) if len(sys.argv) > 1 else None)
    separate_lines()
    os.chdir(TASK_ROOT)
    sys.path[:0] = [TASK_ROOT, OPT_ROOT + "/python/lib/python%d.%d/site-packages" % sys.version_info[:2], OPT_ROOT + "/python"]
    importlib.invalidate_caches()
    client.run(os.environ["_HANDLER"], runtime)


if __name__ == "__main__":
    main()
