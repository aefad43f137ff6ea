# kind: flow
# case: a loop makes one context each time
# role: client
import os
import socket
import ssl


def connect(host, port):
    for _ in range(2):
        context = ssl.create_default_context()  # tlsfix: context-without-minimum-version
        sock = socket.create_connection((host, port))
        tls = context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1
    return tls


connect(os.environ["HOST"], int(os.environ["PORT"]))
