# role: client
import os
import socket
import ssl


class Link(object):
    def connect(self, host, port):
        sock = socket.create_connection((host, port))
        self.sock = sock = ssl.wrap_socket(sock)
        sock.sendall(b"hello\n")

    def answer(self):
        return self.sock.recv(200).decode().strip()


link = Link()
link.connect(os.environ["HOST"], int(os.environ["PORT"]))
print("got " + link.answer())
