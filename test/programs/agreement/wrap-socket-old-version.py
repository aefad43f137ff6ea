# kind: wrap_socket
# case: `ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_TLSv1)`
# role: client
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_TLSv1)  # codeql: py/insecure-protocol TLSv1; tlsfix: wrap-socket; cytoscnpy: CSP-D411


connect(os.environ["HOST"], int(os.environ["PORT"]))
