# kind: creation
# case: `ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)` on a client
# role: client
# stricter: disabled-verification: such a context verifies no server; CodeQL names it a known gap
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)  # tlsfix: context-without-minimum-version; tlsfix: disabled-verification
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
