# kind: wrap_socket
# case: `ssl_version` by position
# role: client
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, None, None, False, ssl.CERT_NONE, ssl.PROTOCOL_TLSv1_2)  # codeql: py/insecure-default-protocol; tlsfix: wrap-socket; cytoscnpy: CSP-D411


connect(os.environ["HOST"], int(os.environ["PORT"]))
