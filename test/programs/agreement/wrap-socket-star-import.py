# kind: wrap_socket
# case: `from ssl import *`, then `wrap_socket(sock)`
# role: client
import os
from ssl import *
import socket


def connect(host, port):
    sock = socket.create_connection((host, port))
    return wrap_socket(sock)  # codeql: py/insecure-default-protocol; tlsfix: wrap-socket


connect(os.environ["HOST"], int(os.environ["PORT"]))
