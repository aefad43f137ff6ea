# kind: creation
# case: `ssl.SSLContext(ssl.PROTOCOL_SSLv3)`
# role: client
import os
import socket
import ssl


def connect(host, port):
    context = ssl.SSLContext(ssl.PROTOCOL_SSLv3)  # codeql: py/insecure-protocol SSLv3; tlsfix: legacy-protocol
    context.verify_mode = ssl.CERT_REQUIRED
    context.check_hostname = True
    context.load_default_certs()
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
