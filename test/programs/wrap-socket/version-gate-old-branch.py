# role: client
# unsafe-only: no Python from 3.8 on gets here, and whether older ones count is the user's to say
import os
import socket
import ssl
import sys


def connect(host, port):
    sock = socket.create_connection((host, port))
    if sys.version_info >= (2, 7, 9):
        context = ssl.create_default_context()
        return context.wrap_socket(sock, server_hostname=host)
    return ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_TLSv1)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
