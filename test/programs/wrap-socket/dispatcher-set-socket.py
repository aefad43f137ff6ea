# role: client
# verifying: either
import os
import socket
import ssl


class Dispatcher(object):
    def __init__(self, host, port):
        self._host = host
        self._socket = socket.create_connection((host, port))

    def set_socket(self, sock):
        self._socket = sock

    def handle_connect(self):
        self.set_socket(ssl.wrap_socket(self._socket, do_handshake_on_connect=False))
        self._socket.do_handshake()

    def ask(self):
        self._socket.sendall(b"hello\n")
        return self._socket.recv(200).decode().strip()


dispatcher = Dispatcher(os.environ["HOST"], int(os.environ["PORT"]))
dispatcher.handle_connect()
print("got " + dispatcher.ask())
