# kind: creation
# case: `from ssl import *`
# role: client
import os
from ssl import *
import socket


def connect(host, port):
    context = create_default_context()  # tlsfix: context-without-minimum-version
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
