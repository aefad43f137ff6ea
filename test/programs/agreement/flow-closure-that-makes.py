# kind: flow
# case: a function within a function makes the context, and is returned
# role: client
import os
import socket
import ssl


def maker(purpose):
    def make():
        return ssl.create_default_context(purpose)  # tlsfix: context-without-minimum-version

    return make


def connect(host, port):
    sock = socket.create_connection((host, port))
    return maker(ssl.Purpose.SERVER_AUTH)().wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
