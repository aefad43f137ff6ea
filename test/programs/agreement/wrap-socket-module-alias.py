# kind: wrap_socket
# case: `import ssl as tls`, then `tls.wrap_socket(sock)`
# role: client
import os
import socket
import ssl as tls


def connect(host, port):
    sock = socket.create_connection((host, port))
    return tls.wrap_socket(sock)  # codeql: py/insecure-default-protocol; tlsfix: wrap-socket


connect(os.environ["HOST"], int(os.environ["PORT"]))
