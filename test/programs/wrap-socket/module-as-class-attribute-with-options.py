# role: client
# with: VERIFY=yes
# with: VERIFY=no
import os
import socket
import ssl


class Counting(object):
    """Stands for a module of a green library, which counts what is asked of it."""

    asked = []

    def __getattr__(self, name):
        self.asked.append(name)
        return getattr(ssl, name)


class Connection(object):
    _socket_impl = socket
    _ssl_impl = ssl

    def __init__(self, host, port, ssl_options):
        self.address = (host, port)
        self.host = host
        self.ssl_options = ssl_options

    def connect(self):
        self._socket = self._socket_impl.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket = self._ssl_impl.wrap_socket(self._socket, **self.ssl_options)
        self._socket.connect((self.host, self.address[1]))


class GreenConnection(Connection):
    def __init__(self, *args):
        Connection.__init__(self, *args)


setattr(GreenConnection, "_ssl" + "_impl", Counting())
strict = {"cert_reqs": ssl.CERT_REQUIRED, "ca_certs": os.environ["CA"]}
options = strict if os.environ["VERIFY"] == "yes" else {"certfile": None}
connection = GreenConnection(os.environ["HOST"], int(os.environ["PORT"]), options)
connection.connect()
connection._socket.sendall(b"hello\n")
assert Counting.asked, "another module was asked"
print("got " + connection._socket.recv(200).decode().strip())
