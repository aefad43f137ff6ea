# kind: creation
# case: `ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)`
# role: client
# stricter: legacy-protocol: the constant is deprecated, warns since Python 3.10, and keeps TLS 1.3 out
import os
import socket
import ssl


def connect(host, port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)  # tlsfix: legacy-protocol
    context.verify_mode = ssl.CERT_REQUIRED
    context.check_hostname = True
    context.load_default_certs()
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
