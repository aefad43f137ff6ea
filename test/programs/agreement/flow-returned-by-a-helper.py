# kind: flow
# case: a helper returns the context
# role: client
import os
import socket
import ssl


def make():
    context = ssl.create_default_context()  # tlsfix: context-without-minimum-version
    return context


def connect(host, port):
    sock = socket.create_connection((host, port))
    return make().wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
