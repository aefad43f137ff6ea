# kind: flow
# case: a context in a tuple that is taken apart
# role: client
import os
import socket
import ssl


def make(host):
    return ssl.create_default_context(), host  # tlsfix: context-without-minimum-version


def connect(host, port):
    context, name = make(host)
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=name)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
