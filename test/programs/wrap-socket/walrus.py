# role: client
# python: 3.8
import os
import socket
import ssl


def ask(host, port):
    if tls := ssl.wrap_socket(socket.create_connection((host, port))):
        tls.sendall(b"hello\n")
        return tls.recv(200).decode().strip()


print("got " + ask(os.environ["HOST"], int(os.environ["PORT"])))
