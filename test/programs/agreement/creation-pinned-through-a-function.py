# kind: creation
# case: a pinned constant that a function returns
# role: client
import os
import socket
import ssl


def protocol():
    return ssl.PROTOCOL_TLSv1  # tlsfix: legacy-protocol


def connect(host, port):
    context = ssl.SSLContext(protocol())  # codeql: py/insecure-protocol TLSv1
    context.verify_mode = ssl.CERT_REQUIRED
    context.check_hostname = True
    context.load_default_certs()
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
