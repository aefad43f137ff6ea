# role: client
import os
import socket
import ssl

_ssl_wrap_socket = ssl.wrap_socket


def connect(host, port):
    sock = socket.create_connection((host, port))
    return _ssl_wrap_socket(sock)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
