# kind: restriction
# case: a minimum on both branches
# role: client
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()
    if os.environ.get("STRICT"):
        context.minimum_version = ssl.TLSVersion.TLSv1_3
    else:
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
