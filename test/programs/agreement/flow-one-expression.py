# kind: flow
# case: made and used in one expression
# role: client
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    return ssl.create_default_context().wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1; tlsfix: context-without-minimum-version


connect(os.environ["HOST"], int(os.environ["PORT"]))
