# role: client
# The program's own switch stays one.
# with: VERIFY=yes
# with: VERIFY=no
# verifying: same
import os
import socket
import ssl


class Connection(object):
    def __init__(self, host, port, cert_reqs, ca_certs):
        self.host = host
        self.port = port
        self.cert_reqs = cert_reqs
        self.ca_certs = ca_certs

    def connect(self):
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.sock.connect((self.host, self.port))
        self.sock = ssl.wrap_socket(self.sock, cert_reqs=self.cert_reqs, ca_certs=self.ca_certs)


cert_reqs = ssl.CERT_REQUIRED if os.environ["VERIFY"] == "yes" else ssl.CERT_NONE
connection = Connection(os.environ["HOST"], int(os.environ["PORT"]), cert_reqs, os.environ["CA"])
connection.connect()
connection.sock.sendall(b"hello\n")
print("got " + connection.sock.recv(200).decode().strip())
