# Answers on TCP 8080 and 5432, and by UDP on 8080, with what comes.
import socket
import threading


def tcp(port):
    server = socket.create_server(("", port), backlog=256)
    while True:
        server.accept()[0].close()


def udp(port):
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("", port))
    while True:
        data, sender = server.recvfrom(512)
        server.sendto(data, sender)


for serve, port in ((tcp, 5432), (udp, 8080)):
    threading.Thread(target=serve, args=(port,), daemon=True).start()
tcp(8080)
