# kind: weakening
# case: a flag cleared on one branch only
# role: client
import os
import socket
import ssl


def connect(host, port, is_old):
    context = ssl.create_default_context()
    context.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1  # tlsfix: deprecated-protocol-options
    if is_old:
        context.options &= ~ssl.OP_NO_TLSv1_1  # tlsfix: legacy-protocol
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]), True)
