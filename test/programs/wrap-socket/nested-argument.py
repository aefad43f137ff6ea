# role: client
import os
import socket
import ssl


class Channel(object):
    def __init__(self, sock, name):
        self.sock = sock
        self.name = name

    def ask(self, line):
        self.sock.sendall(line)
        return self.sock.recv(200).decode().strip()


def connect(host, port):
    return Channel(ssl.wrap_socket(socket.create_connection((host, port))), "main")


print("got " + connect(os.environ["HOST"], int(os.environ["PORT"])).ask(b"hello\n"))
