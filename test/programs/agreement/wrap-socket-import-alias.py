# kind: wrap_socket
# case: `from ssl import wrap_socket as wrap`
# role: client
import os
import socket
from ssl import wrap_socket as wrap


def connect(host, port):
    sock = socket.create_connection((host, port))
    return wrap(sock)  # codeql: py/insecure-default-protocol; tlsfix: wrap-socket


connect(os.environ["HOST"], int(os.environ["PORT"]))
