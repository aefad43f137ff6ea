# kind: restriction
# case: `minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED`
# role: client
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED  # tlsfix: legacy-protocol
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
