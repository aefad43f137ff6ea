# role: client
import os
import socket
import ssl


def connect(host, port, is_server=False):
    sock = socket.create_connection((host, port))
    sock = ssl.wrap_socket(sock, server_side=is_server)
    return sock


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
