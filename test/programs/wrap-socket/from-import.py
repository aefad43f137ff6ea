# role: client
import os
from socket import AF_INET, SOCK_STREAM, socket
from ssl import wrap_socket


def fetch(host, port):
    sock = socket(AF_INET, SOCK_STREAM)
    sock.connect((host, port))
    sock = wrap_socket(sock)
    sock.sendall(b"hello\n")
    return sock.recv(200).decode().strip()


print("got " + fetch(os.environ["HOST"], int(os.environ["PORT"])))
