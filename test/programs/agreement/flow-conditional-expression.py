# kind: flow
# case: one of two contexts
# role: client
import os
import socket
import ssl


def connect(host, port):
    safe = ssl.create_default_context()
    safe.minimum_version = ssl.TLSVersion.TLSv1_2
    context = safe if os.environ.get("STRICT") else ssl.create_default_context()  # tlsfix: context-without-minimum-version
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
