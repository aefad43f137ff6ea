# kind: flow
# case: a lambda makes the context
# role: client
import os
import socket
import ssl


def connect(host, port):
    make = lambda: ssl.create_default_context()  # tlsfix: context-without-minimum-version
    sock = socket.create_connection((host, port))
    return make().wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
