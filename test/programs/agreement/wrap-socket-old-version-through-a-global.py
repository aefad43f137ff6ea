# kind: wrap_socket
# case: an old version in a global name
# role: client
# stricter: legacy-protocol: the name itself asks for the old version, and others may read it
import os
import socket
import ssl

VERSION = ssl.PROTOCOL_SSLv3  # tlsfix: legacy-protocol


def connect(host, port):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, ssl_version=VERSION)  # codeql: py/insecure-protocol SSLv3; tlsfix: wrap-socket; cytoscnpy: CSP-D411


connect(os.environ["HOST"], int(os.environ["PORT"]))
