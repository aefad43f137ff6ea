# kind: creation
# case: `ssl._create_unverified_context()`
# role: client
import os
import socket
import ssl


def connect(host, port):
    context = ssl._create_unverified_context()  # tlsfix: unverified-context; cytoscnpy: CSP-D408
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
