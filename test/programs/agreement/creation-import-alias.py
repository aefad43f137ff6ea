# kind: creation
# case: `from ssl import create_default_context as make`
# role: client
import os
import socket
from ssl import create_default_context as make


def connect(host, port):
    context = make()  # tlsfix: context-without-minimum-version
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
