# role: client
# The obvious name for the new context is in use.
import os
import socket
import ssl


def ask(host, port):
    context = {"line": b"hello\n"}
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock)
    tls.sendall(context["line"])
    return tls.recv(200).decode().strip()


print("got " + ask(os.environ["HOST"], int(os.environ["PORT"])))
