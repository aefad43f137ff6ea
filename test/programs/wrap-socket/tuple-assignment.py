# role: client
import os
import socket
import ssl


def pair(host, port):
    plain = socket.create_connection((host, port))
    name, tls = host, ssl.wrap_socket(plain)
    return name, tls


name, tls = pair(os.environ["HOST"], int(os.environ["PORT"]))
tls.sendall(b"hello\n")
print("got " + tls.recv(200).decode().strip())
