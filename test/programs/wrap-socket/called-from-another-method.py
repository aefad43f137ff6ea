# role: client
# verifying: either
import os
import socket
import ssl


class Transport(object):
    def __init__(self, address):
        self.address = address

    def open(self):
        self.sock = socket.create_connection(self.address)
        self.sock = self._wrap(self.sock)

    def _wrap(self, sock):
        return ssl.wrap_socket(sock, cert_reqs=ssl.CERT_NONE)


transport = Transport((os.environ["HOST"], int(os.environ["PORT"])))
transport.open()
transport.sock.sendall(b"hello\n")
print("got " + transport.sock.recv(200).decode().strip())
