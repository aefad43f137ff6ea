# kind: wrap_socket
# case: `ssl.wrap_socket(sock)`
# role: client
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock)  # codeql: py/insecure-default-protocol; tlsfix: wrap-socket; cytoscnpy: CSP-D411


connect(os.environ["HOST"], int(os.environ["PORT"]))
