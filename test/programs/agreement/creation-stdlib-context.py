# kind: creation
# case: `ssl._create_stdlib_context()`
# role: client
# stricter: unverified-context: the context accepts any certificate; CodeQL does not model the function
import os
import socket
import ssl


def connect(host, port):
    context = ssl._create_stdlib_context()  # tlsfix: unverified-context
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
