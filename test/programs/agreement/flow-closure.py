# kind: flow
# case: a context that a closure holds
# role: client
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()  # tlsfix: context-without-minimum-version

    def finish(sock):
        return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1

    return finish(socket.create_connection((host, port)))


connect(os.environ["HOST"], int(os.environ["PORT"]))
