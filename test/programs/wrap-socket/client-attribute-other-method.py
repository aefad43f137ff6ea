# role: client
import os
import socket
import ssl


class Session:
    def __init__(self, host, port):
        self.host = host
        self.port = port
        self.sock = None

    def open(self):
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.sock.connect((self.host, self.port))

    def secure(self):
        self.sock = ssl.wrap_socket(self.sock)

    def hello(self):
        self.sock.sendall(b"hello\n")
        return self.sock.recv(200).decode().strip()


session = Session(os.environ["HOST"], int(os.environ["PORT"]))
session.open()
session.secure()
print("got " + session.hello())
