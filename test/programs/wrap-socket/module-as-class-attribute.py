# role: client
import os
import socket

try:
    import ssl
except ImportError:
    ssl = None


class Connection(object):
    _ssl_impl = ssl

    def __init__(self, host, port):
        self.host = host
        self.port = port

    def connect(self):
        sock = socket.create_connection((self.host, self.port))
        if self._ssl_impl is None:
            raise RuntimeError("this Python has no TLS")
        return self._ssl_impl.wrap_socket(sock, ssl_version=self._ssl_impl.PROTOCOL_TLS)


conn = Connection(os.environ["HOST"], int(os.environ["PORT"])).connect()
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
