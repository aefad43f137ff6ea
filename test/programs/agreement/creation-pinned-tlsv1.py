# kind: creation
# case: `ssl.SSLContext(ssl.PROTOCOL_TLSv1)`
# role: client
import os
import socket
import ssl


def connect(host, port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # codeql: py/insecure-protocol TLSv1; tlsfix: legacy-protocol
    context.verify_mode = ssl.CERT_REQUIRED
    context.check_hostname = True
    context.load_default_certs()
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
