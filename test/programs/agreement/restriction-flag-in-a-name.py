# kind: restriction
# case: a flag that a name stands for
# role: client
import os
import socket
import ssl

NO_TLS_1_0 = ssl.OP_NO_TLSv1


def connect(host, port):
    context = ssl.create_default_context()
    context.options |= NO_TLS_1_0 | ssl.OP_NO_TLSv1_1  # tlsfix: deprecated-protocol-options
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
