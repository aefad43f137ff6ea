# kind: restriction
# case: `set_ciphers()` with ciphers of TLS 1.2 alone
# role: client
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()  # tlsfix: context-without-minimum-version
    context.set_ciphers("ECDHE+AESGCM")
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
