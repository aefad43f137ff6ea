# kind: weakening
# case: `options &= ~(A | B)` after both were set
# role: client
# stricter: legacy-protocol: TLS 1.0 and 1.1 are spoken again; CodeQL models the other spelling only
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()
    context.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1  # tlsfix: deprecated-protocol-options
    context.options &= ~(ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1)  # tlsfix: legacy-protocol
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
