# kind: flow
# case: the context in a dictionary that is given as `**options`
# role: client
import os
import socket
import ssl


def secure(sock, host, context=None):
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


def connect(host, port):
    options = {"context": ssl.create_default_context()}  # tlsfix: context-without-minimum-version
    return secure(socket.create_connection((host, port)), host, **options)


connect(os.environ["HOST"], int(os.environ["PORT"]))
