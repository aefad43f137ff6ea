# role: client
import os
import socket
import ssl

SSL_VERSION = ssl.PROTOCOL_SSLv23


class Connection(object):
    ssl_version = SSL_VERSION

    def connect(self, host, port):
        sock = socket.create_connection((host, port))
        self.sock = ssl.wrap_socket(sock, ssl_version=self.ssl_version, cert_reqs=ssl.CERT_NONE)


connection = Connection()
connection.connect(os.environ["HOST"], int(os.environ["PORT"]))
connection.sock.sendall(b"hello\n")
print("got " + connection.sock.recv(200).decode().strip())
