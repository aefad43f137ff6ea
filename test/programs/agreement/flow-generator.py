# kind: flow
# case: a generator yields the context
# role: client
import os
import socket
import ssl


def contexts():
    yield ssl.create_default_context()  # tlsfix: context-without-minimum-version


def connect(host, port):
    sock = socket.create_connection((host, port))
    for context in contexts():
        return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
