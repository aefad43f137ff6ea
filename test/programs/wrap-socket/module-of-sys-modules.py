# role: client
import os
import socket
import ssl
import sys


def connect(host, port):
    sock = socket.create_connection((host, port))
    return sys.modules["ssl"].wrap_socket(sock)


print(ssl.OPENSSL_VERSION[:7])
conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
