# kind: flow
# case: a lambda that makes the context is handed to a function
# role: client
import os
import socket
import ssl


def connect(make, host, port):
    sock = socket.create_connection((host, port))
    return make(host).wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(lambda host: ssl.create_default_context(), os.environ["HOST"], int(os.environ["PORT"]))  # tlsfix: context-without-minimum-version
