# kind: creation
# case: `ssl._create_default_https_context()`
# role: client
# stricter: context-without-minimum-version: the function makes a default context, which is flagged where it connects; CodeQL does not model it
import os
import socket
import ssl


def connect(host, port):
    context = ssl._create_default_https_context()  # tlsfix: context-without-minimum-version
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
