# role: client
# talk: upgrade
import os
import socket
import ssl


class Client(object):
    def __init__(self, host, port):
        self.host = host
        self.sock = socket.create_connection((host, port))

    def starttls(self, keyfile=None, certfile=None):
        self.sock.sendall(b"STARTTLS\n")
        if self.sock.recv(100).strip() != b"OK":
            raise ValueError("no TLS")
        self.sock = ssl.wrap_socket(self.sock, keyfile, certfile)

    def ask(self):
        self.sock.sendall(b"hello\n")
        return self.sock.recv(200).decode().strip()


client = Client(os.environ["HOST"], int(os.environ["PORT"]))
client.starttls()
print("got " + client.ask())
