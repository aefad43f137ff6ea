# role: client
# python: 3.6
import os
import socket
import ssl


def ask(host, port):
    with socket.create_connection((host, port)) as sock:
        with ssl.wrap_socket(sock) as tls:
            tls.sendall(b"hello\n")
            return tls.recv(200).decode().strip()


print("got " + ask(os.environ["HOST"], int(os.environ["PORT"])))
