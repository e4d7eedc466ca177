# Says of each target, written protocol/address/port, whether it is reached: a letter each, o or x. Refusing is reached.
import socket
import sys
from concurrent.futures import ThreadPoolExecutor

# A query for the root's name servers: who serves names answers it, and who echoes does, too.
QUERY = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x01"


def tcp(address, port):
    socket.create_connection((address, port), timeout=2.5).close()


def udp(address, port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(0.8)
        client.connect((address, port))
        for last in (False, False, True):
            client.send(QUERY)
            try:
                client.recv(512)
                return
            except TimeoutError:
                if last:
                    raise


def probe(target):
    protocol, address, port = target.split("/")
    try:
        (tcp if protocol == "tcp" else udp)(address, int(port))
        return "o"
    except ConnectionRefusedError:
        return "o"
    except OSError:
        return "x"


def probe_all(targets):
    with ThreadPoolExecutor(128) as threads:
        return "".join(threads.map(probe, targets))


def handler(event, context):
    return probe_all(event["targets"])


if __name__ == "__main__":
    print(probe_all(sys.argv[1:]))
