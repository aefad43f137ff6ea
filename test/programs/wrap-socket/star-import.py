# role: client
import os
from ssl import *  # noqa: F403
import socket  # the star brings a class of that name


def fetch(host, port):
    sock = socket.create_connection((host, port))
    tls = wrap_socket(sock, cert_reqs=CERT_NONE)  # noqa: F405
    tls.sendall(b"hello\n")
    return tls.recv(200).decode().strip()


print("got " + fetch(os.environ["HOST"], int(os.environ["PORT"])))
