# kind: wrap_socket
# case: `wrap = ssl.wrap_socket`, then `wrap(sock)`
# role: client
import os
import socket
import ssl


def connect(host, port):
    wrap = ssl.wrap_socket  # tlsfix: wrap-socket
    sock = socket.create_connection((host, port))
    return wrap(sock)  # codeql: py/insecure-default-protocol


connect(os.environ["HOST"], int(os.environ["PORT"]))
