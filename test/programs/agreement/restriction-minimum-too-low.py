# kind: restriction
# case: `minimum_version = ssl.TLSVersion.TLSv1_1`
# role: client
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_1  # tlsfix: legacy-protocol
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
