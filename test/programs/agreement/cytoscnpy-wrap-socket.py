# kind: cytoscnpy
# case: `ssl.wrap_socket(…)`, whatever its arguments
# role: client
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, cert_reqs=ssl.CERT_REQUIRED, ca_certs=os.environ["CA"])  # cytoscnpy: CSP-D411; codeql: py/insecure-default-protocol; tlsfix: wrap-socket


connect(os.environ["HOST"], int(os.environ["PORT"]))
