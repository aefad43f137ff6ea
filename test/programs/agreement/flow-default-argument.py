# kind: flow
# case: the context is a default argument
# role: client
# low: no statement can stand in a default argument, so there is no fix
import os
import socket
import ssl


def finish(sock, host, context=ssl.create_default_context()):  # tlsfix: context-without-minimum-version
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


def connect(host, port):
    return finish(socket.create_connection((host, port)), host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
