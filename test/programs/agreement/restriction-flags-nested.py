# kind: restriction
# case: `options |= (A | B) | (C | D)`
# role: client
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()
    context.options |= (ssl.OP_NO_SSLv2 | ssl.OP_NO_SSLv3) | (ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1)  # tlsfix: deprecated-protocol-options
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
