# kind: creation
# case: a protocol that may be one of two constants
# role: client
import os
import socket
import ssl

old = os.environ.get("OLD") == "1"


def connect(host, port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1 if old else ssl.PROTOCOL_TLSv1_2)  # tlsfix: legacy-protocol
    context.verify_mode = ssl.CERT_REQUIRED
    context.check_hostname = True
    context.load_default_certs()
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1


connect(os.environ["HOST"], int(os.environ["PORT"]))
