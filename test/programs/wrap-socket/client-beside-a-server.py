# role: client
import os
import socket
import ssl


def secured(host, port, certfile=None):
    sock = socket.create_connection((host, port))
    if not certfile:
        return ssl.wrap_socket(sock)
    return ssl.wrap_socket(sock, server_side=True, certfile=certfile)


conn = secured(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
