# role: client
import os
import socket
import ssl


class Client(object):
    def __init__(self, host, port):
        self._host = host
        self._port = port
        self._sock = None

    @property
    def sock(self):
        if self._sock is None:
            raw = socket.create_connection((self._host, self._port))
            self._sock = ssl.wrap_socket(raw)
        return self._sock


client = Client(os.environ["HOST"], int(os.environ["PORT"]))
client.sock.sendall(b"hello\n")
print("got " + client.sock.recv(200).decode().strip())
