# kind: creation
# case: a pinned constant in a global name
# role: client
import os
import socket
import ssl

PROTOCOL = ssl.PROTOCOL_TLSv1  # tlsfix: legacy-protocol


def connect(host, port):
    context = ssl.SSLContext(PROTOCOL)  # codeql: py/insecure-protocol TLSv1
    context.verify_mode = ssl.CERT_REQUIRED
    context.check_hostname = True
    context.load_default_certs()
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
