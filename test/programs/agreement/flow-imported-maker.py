# kind: flow
# case: a function of another module makes the context
# role: client
import os
import socket

from imported_maker import make


def connect(host, port):
    sock = socket.create_connection((host, port))
    return make().wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
