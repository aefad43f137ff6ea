# role: client
# The method that wraps stands before the one that connects, through a method that makes the socket.
import os
import socket
import ssl


class Client(object):
    def __init__(self, host, port, certfile=None, keyfile=None):
        self.host = host
        self.port = port
        self.certfile = certfile
        self.keyfile = keyfile
        self.sock = None

    def secure(self):
        self.sock = ssl.wrap_socket(self.sock, self.keyfile, self.certfile)

    def open(self):
        self.sock = self.open_socket()

    def open_socket(self):
        for family, kind, proto, _, address in socket.getaddrinfo(self.host, self.port, 0, socket.SOCK_STREAM):
            try:
                sock = socket.socket(family, kind, proto)
                sock.connect(address)
                return sock
            except socket.error:
                continue
        raise OSError("nobody answers")


client = Client(os.environ["HOST"], int(os.environ["PORT"]))
client.open()
client.secure()
client.sock.sendall(b"hello\n")
print("got " + client.sock.recv(200).decode().strip())
