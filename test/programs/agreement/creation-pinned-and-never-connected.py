# kind: creation
# case: a pinned context that reaches no connection
# role: client
import os
import socket
import ssl


def connect(host, port):
    unused = ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # codeql: py/insecure-protocol TLSv1; tlsfix: legacy-protocol
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host), unused


connect(os.environ["HOST"], int(os.environ["PORT"]))
