# kind: flow
# case: the context is a parameter of the function that connects
# role: client
import os
import socket
import ssl


def finish(context, sock, host):
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


def connect(host, port):
    context = ssl.create_default_context()  # tlsfix: context-without-minimum-version
    return finish(context, socket.create_connection((host, port)), host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
