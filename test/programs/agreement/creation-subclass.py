# kind: creation
# case: a subclass of `ssl.SSLContext`
# role: client
# stricter: context-without-minimum-version: the subclass makes the same context; CodeQL does not model it
import os
import socket
import ssl


class Context(ssl.SSLContext):
    """A context with a name of its own."""


def connect(host, port):
    context = Context(ssl.PROTOCOL_TLS_CLIENT)  # tlsfix: context-without-minimum-version
    context.load_default_certs()
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
