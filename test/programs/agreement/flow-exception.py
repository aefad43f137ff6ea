# kind: flow
# case: made in an `except` clause
# role: client
import os
import socket
import ssl


def connect(host, port, cafile):
    try:
        context = ssl.create_default_context(cafile=cafile)  # tlsfix: context-without-minimum-version
    except OSError:
        context = ssl.create_default_context()  # tlsfix: context-without-minimum-version
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]), "/nowhere/ca.pem")
