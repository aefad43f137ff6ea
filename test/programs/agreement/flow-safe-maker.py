# kind: flow
# case: a helper returns a safe context
# role: client
import os
import socket
import ssl


def make():
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def connect(host, port):
    sock = socket.create_connection((host, port))
    return make().wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
