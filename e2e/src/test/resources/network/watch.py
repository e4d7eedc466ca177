# Ends as soon as address:port is reached (o) or is no longer (x), twice in a row; says "looking" when it begins.
import socket
import sys

address, port, wanted = sys.argv[1:]
print("looking", flush=True)
seen = 0
while seen < 2:
    try:
        socket.create_connection((address, int(port)), timeout=0.15).close()
        now = "o"
    except OSError:
        now = "x"
    seen = seen + 1 if now == wanted else 0
