# kind: flow
# case: contexts in a list, gone through
# role: client
import os
import socket
import ssl


def connect(host, port):
    contexts = []
    contexts.append(ssl.create_default_context())  # tlsfix: context-without-minimum-version
    for context in contexts:
        sock = socket.create_connection((host, port))
        context.wrap_socket(sock, server_hostname=host).close()  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
