# role: client
import os
import socket
import ssl


class Connection(object):
    def __init__(self, host, port, ca_certs):
        self.host = host
        self.port = port
        self.ca_certs = ca_certs

    def connect(self):
        sock = socket.create_connection((self.host, self.port))
        self.sock = ssl.wrap_socket(
            sock,
            # the server has no use for our certificate
            keyfile=None,
            certfile=None,
            cert_reqs=ssl.CERT_REQUIRED,  # always
            ca_certs=self.ca_certs,
        )


connection = Connection(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
connection.connect()
connection.sock.sendall(b"hello\n")
print("got " + connection.sock.recv(200).decode().strip())
