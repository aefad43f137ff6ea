# role: client
import os
import socket
import ssl


class Client(object):
    _wrap = staticmethod(ssl.wrap_socket)

    def __init__(self, host, port):
        self.host = host
        self.port = port

    def connect(self):
        sock = socket.create_connection((self.host, self.port))
        return self._wrap(sock)


conn = Client(os.environ["HOST"], int(os.environ["PORT"])).connect()
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
