# kind: connection
# case: `ssl.SSLContext.wrap_socket(context, …)`
# role: client
# stricter: context-without-minimum-version: it connects as `context.wrap_socket(…)` does
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()  # tlsfix: context-without-minimum-version
    sock = socket.create_connection((host, port))
    return ssl.SSLContext.wrap_socket(context, sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
