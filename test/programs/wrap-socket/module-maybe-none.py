# role: client
import os
import socket

try:
    import ssl
except ImportError:
    ssl = None


class Connection(object):
    def __init__(self, host, port):
        self.host = host
        self.port = port

    def connect(self):
        self.sock = socket.create_connection((self.host, self.port))
        if ssl:
            self.sock = ssl.wrap_socket(self.sock)


connection = Connection(os.environ["HOST"], int(os.environ["PORT"]))
connection.connect()
connection.sock.sendall(b"hello\n")
print("got " + connection.sock.recv(200).decode().strip())
