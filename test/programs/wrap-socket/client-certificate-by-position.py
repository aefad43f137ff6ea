# role: client
# The key comes before the certificate here, and after it in load_cert_chain.
import os
import socket
import ssl


class Connection(object):
    def __init__(self, host, port, key_file=None, cert_file=None):
        self.host = host
        self.port = port
        self.key_file = key_file
        self.cert_file = cert_file

    def connect(self):
        sock = socket.create_connection((self.host, self.port))
        self.sock = ssl.wrap_socket(sock, self.key_file, self.cert_file)


env = os.environ
connection = Connection(env["HOST"], int(env["PORT"]), env["KEY"], env["CERT"])
connection.connect()
connection.sock.sendall(b"hello\n")
print("got " + connection.sock.recv(200).decode().strip())
