# kind: flow
# case: a lambda makes the context and connects with it
# role: client
import os
import socket
import ssl

secure = lambda sock, host: ssl.create_default_context().wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1; tlsfix: context-without-minimum-version


def connect(host, port):
    return secure(socket.create_connection((host, port)), host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
