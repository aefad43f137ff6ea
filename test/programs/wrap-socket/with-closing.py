# role: client
import contextlib
import os
import socket
import ssl


def ask(host, port):
    with contextlib.closing(ssl.wrap_socket(socket.socket())) as tls:
        tls.connect((host, port))
        tls.sendall(b"hello\n")
        return tls.recv(200).decode().strip()


print("got " + ask(os.environ["HOST"], int(os.environ["PORT"])))
