# kind: wrap_socket
# case: `ssl.wrap_socket(conn, server_side=True, …)`
# role: server
import os
import socket
import ssl


def serve(host, port):
    listener = socket.create_server((host, port))
    conn, _ = listener.accept()
    return ssl.wrap_socket(conn, os.environ["KEY"], os.environ["CERT"], server_side=True)  # codeql: py/insecure-default-protocol; tlsfix: wrap-socket; cytoscnpy: CSP-D411


serve(os.environ["HOST"], int(os.environ["PORT"]))
