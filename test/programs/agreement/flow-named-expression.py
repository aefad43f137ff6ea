# kind: flow
# case: a named expression
# role: client
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    if (context := ssl.create_default_context()) is not None:  # tlsfix: context-without-minimum-version
        return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
