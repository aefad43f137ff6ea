# kind: flow
# case: a context that another module makes safe
# role: client
import os
import socket

from imported_safe import CONTEXT


def connect(host, port):
    sock = socket.create_connection((host, port))
    return CONTEXT.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
