# role: client
import os
import socket
import ssl


class Transport(object):
    wrap = staticmethod(ssl.wrap_socket)

    def connect(self, host, port):
        return self.wrap(socket.create_connection((host, port)))


conn = Transport().connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
