# role: client
import os
import socket
import ssl


def connect(host, port, use_tls=True):
    sock = socket.create_connection((host, port))
    return use_tls and ssl.wrap_socket(sock) or sock


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
