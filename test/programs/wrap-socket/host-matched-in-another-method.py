# role: client
# select: wrap-socket,removed-function
# stays: preserving which connections another method checks is not in view of the call
# preserving: verifies
# One method connects, another compares the name.
import os
import socket
import ssl


class Client:
    def __init__(self, host, port, ca):
        self.host = host
        self.port = port
        self.ca = ca
        self.sock = None

    def open(self):
        sock = socket.create_connection((self.host, self.port))
        self.sock = ssl.wrap_socket(sock, ca_certs=self.ca, cert_reqs=ssl.CERT_REQUIRED)

    def check(self):
        ssl.match_hostname(self.sock.getpeercert(), self.host)


def connect(host, port, ca):
    client = Client(host, port, ca)
    client.open()
    client.check()
    return client.sock


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
