# role: client
# with: VERIFY=yes
# with: VERIFY=no
import os
import socket
import ssl


class Connection(object):
    def __init__(self, host, port, ssl_options=None):
        self.host = host
        self.port = port
        self.ssl_options = ssl_options or {}

    def connect(self):
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.sock = ssl.wrap_socket(self.sock, do_handshake_on_connect=True, **self.ssl_options)
        self.sock.connect((self.host, self.port))


strict = {"cert_reqs": ssl.CERT_REQUIRED, "ca_certs": os.environ["CA"]}
options = strict if os.environ["VERIFY"] == "yes" else {"certfile": None}
connection = Connection(os.environ["HOST"], int(os.environ["PORT"]), options)
connection.connect()
connection.sock.sendall(b"hello\n")
print("got " + connection.sock.recv(200).decode().strip())
