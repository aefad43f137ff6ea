# kind: creation
# case: a protocol set in two branches
# role: client
import os
import socket
import ssl

old = os.environ.get("OLD") == "1"


def connect(host, port):
    if old:
        protocol = ssl.PROTOCOL_TLSv1_1  # tlsfix: legacy-protocol
    else:
        protocol = ssl.PROTOCOL_TLS_CLIENT
    context = ssl.SSLContext(protocol)  # tlsfix: context-without-minimum-version
    context.verify_mode = ssl.CERT_REQUIRED
    context.check_hostname = True
    context.load_default_certs()
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
