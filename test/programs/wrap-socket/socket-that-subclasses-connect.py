# role: client
# verifying: same
# The base class wraps what each subclass connects in its own way.
import os
import socket
import ssl


class Base(object):
    def __init__(self):
        self.sock = None

    def switch_to_tls(self, certfile=None):
        self.sock = ssl.wrap_socket(self.sock, certfile=certfile, do_handshake_on_connect=False)
        self.sock.do_handshake()


class UnixClient(Base):
    def open(self, path):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(path)


class Client(Base):
    def open(self, host, port):
        self.sock = socket.socket()
        self.sock.connect((host, port))


client = Client()
client.open(os.environ["HOST"], int(os.environ["PORT"]))
client.switch_to_tls()
client.sock.sendall(b"hello\n")
print("got " + client.sock.recv(200).decode().strip())
