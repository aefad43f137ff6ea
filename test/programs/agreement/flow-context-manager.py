# kind: flow
# case: a context manager yields the context
# role: client
import contextlib
import os
import socket
import ssl


@contextlib.contextmanager
def configured():
    yield ssl.create_default_context()  # tlsfix: context-without-minimum-version


def connect(host, port):
    with configured() as context:
        sock = socket.create_connection((host, port))
        return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
