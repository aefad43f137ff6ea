# kind: flow
# case: a global context
# role: client
import os
import socket
import ssl

CONTEXT = ssl.create_default_context()  # tlsfix: context-without-minimum-version


def connect(host, port):
    sock = socket.create_connection((host, port))
    return CONTEXT.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
