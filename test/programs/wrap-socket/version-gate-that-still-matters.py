# role: client
# untouched: the old branch is for Pythons that have the function, and the target has them
# The new branch is for Pythons that the function is gone from; the old one is for those supported.
import os
import socket
import ssl
import sys


def connect(host, port):
    sock = socket.create_connection((host, port))
    if sys.version_info < (3, 12):
        return ssl.wrap_socket(sock)
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(sock)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
