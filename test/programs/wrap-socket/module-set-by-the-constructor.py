# role: client
import os
import socket
import ssl


class Client(object):
    def __init__(self, host, port):
        self._ssl, self._address = ssl, (host, port)
        self._host = host

    def open(self):
        sock = socket.socket()
        sock.settimeout(10)
        sock = self._ssl.wrap_socket(sock, cert_reqs=self._ssl.CERT_REQUIRED, ca_certs=os.environ["CA"])
        sock.connect((self._host, self._address[1]))
        return sock


conn = Client(os.environ["HOST"], int(os.environ["PORT"])).open()
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
