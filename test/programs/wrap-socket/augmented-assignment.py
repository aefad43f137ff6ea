# role: client
import os
import socket
import ssl


def gather(host, port):
    sockets = []
    sock = socket.create_connection((host, port))
    sockets += [ssl.wrap_socket(sock)]
    return sockets


for tls in gather(os.environ["HOST"], int(os.environ["PORT"])):
    tls.sendall(b"hello\n")
    print("got " + tls.recv(200).decode().strip())
