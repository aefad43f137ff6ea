# kind: wrap_socket
# case: `ssl.wrap_socket(sock, **options)`
# role: client
import os
import socket
import ssl


def connect(host, port):
    options = {"ca_certs": os.environ["CA"]}
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, **options)  # codeql: py/insecure-default-protocol; tlsfix: wrap-socket; cytoscnpy: CSP-D411


connect(os.environ["HOST"], int(os.environ["PORT"]))
