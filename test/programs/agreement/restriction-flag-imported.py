# kind: restriction
# case: flags by names that were imported
# role: client
import os
import socket
from ssl import OP_NO_TLSv1, OP_NO_TLSv1_1, create_default_context


def connect(host, port):
    context = create_default_context()
    context.options |= OP_NO_TLSv1 | OP_NO_TLSv1_1  # tlsfix: deprecated-protocol-options
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
