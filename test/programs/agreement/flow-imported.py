# kind: flow
# case: a context that another module makes
# role: client
import os
import socket

from imported_context import CONTEXT


def connect(host, port):
    sock = socket.create_connection((host, port))
    return CONTEXT.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
