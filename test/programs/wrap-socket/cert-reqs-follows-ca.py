# role: client
# The program's own switch stays one.
# with: TRUST=yes
# with: TRUST=no
# verifying: same
import os
import socket
import ssl


class Connection(object):
    def __init__(self, host, port, ca_certs=None):
        self.host = host
        self.port = port
        self.ca_certs = ca_certs

    def connect(self):
        sock = socket.create_connection((self.host, self.port))
        self.sock = ssl.wrap_socket(
            sock,
            cert_reqs=ssl.CERT_REQUIRED if self.ca_certs else ssl.CERT_NONE,
            ca_certs=self.ca_certs,
        )


trusted = os.environ["CA"] if os.environ["TRUST"] == "yes" else None
connection = Connection(os.environ["HOST"], int(os.environ["PORT"]), trusted)
connection.connect()
connection.sock.sendall(b"hello\n")
print("got " + connection.sock.recv(200).decode().strip())
