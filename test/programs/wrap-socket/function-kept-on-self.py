# role: client
import os
import socket
import ssl


class Client(object):
    def __init__(self, host, port):
        self.host = host
        self.port = port
        self._wrap = ssl.wrap_socket

    def connect(self):
        sock = socket.create_connection((self.host, self.port))
        return self._wrap(sock, ca_certs=os.environ["CA"])


conn = Client(os.environ["HOST"], int(os.environ["PORT"])).connect()
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
