# role: client
# Two calls, one of them with options, and a question before each; another name comes along.
import os
import socket

try:
    from ssl import CERT_NONE, wrap_socket
except ImportError:
    CERT_NONE = wrap_socket = None


class Client(object):
    def __init__(self, host, port):
        self.host = host
        self.port = port

    def plain(self):
        return socket.create_connection((self.host, self.port))

    def connect(self):
        assert wrap_socket, "no TLS on this machine"
        sock = self.plain()
        return wrap_socket(sock, cert_reqs=CERT_NONE) if wrap_socket else sock

    def probe(self):
        if not wrap_socket:
            return False
        sock = wrap_socket(self.plain())
        sock.close()
        return True


client = Client(os.environ["HOST"], int(os.environ["PORT"]))
conn = client.connect()
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
