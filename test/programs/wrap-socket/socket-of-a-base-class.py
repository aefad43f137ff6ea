# role: client
# The base class connects, the class derived from it secures.
import os
import socket
import ssl


class Connection(object):
    def __init__(self, host, port):
        self.host = host
        self.port = port

    def _connect(self):
        sock = socket.socket()
        sock.connect((self.host, self.port))
        return sock


class SecureConnection(Connection):
    def _connect(self):
        sock = super(SecureConnection, self)._connect()
        return ssl.wrap_socket(sock)


conn = SecureConnection(os.environ["HOST"], int(os.environ["PORT"]))._connect()
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
