# kind: creation
# case: a second argument of `SSLContext`
# role: client
import os
import socket
import ssl


def connect(host, port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT, ssl.PROTOCOL_TLSv1)  # tlsfix: context-without-minimum-version
    context.load_default_certs()
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
