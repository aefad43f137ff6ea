# role: client
import os
import socket
import ssl


class Client(object):
    def __init__(self, host, port, use_ssl=True):
        self.host = host
        self.port = port
        self.use_ssl = use_ssl

    def connect(self):
        self.sock = socket.create_connection((self.host, self.port))
        if self.use_ssl:
            self.sock = ssl.wrap_socket(self.sock)

    def ask(self):
        self.sock.sendall(b"hello\n")
        return self.sock.recv(200).decode().strip()


client = Client(os.environ["HOST"], int(os.environ["PORT"]))
client.connect()
print("got " + client.ask())
