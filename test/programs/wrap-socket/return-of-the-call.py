# role: client
import os
import socket
import ssl


def secure_socket(host, port):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock)


tls = secure_socket(os.environ["HOST"], int(os.environ["PORT"]))
tls.sendall(b"hello\n")
print("got " + tls.recv(200).decode().strip())
