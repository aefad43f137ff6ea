# kind: restriction
# case: a context manager of the program sets the minimum and gives the context
# role: client
import contextlib
import os
import socket
import ssl


@contextlib.contextmanager
def hardened():
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    yield context


def connect(host, port):
    with hardened() as context:
        sock = socket.create_connection((host, port))
        return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
