# role: client
import os
import socket
import ssl

socket.setdefaulttimeout(5)


class Pop(object):
    def __init__(self, host="", port=110):
        self.host = host
        self.port = port
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.connect((self.host, self.port))
        self.sock = sock
        self.sslobj = ssl.wrap_socket(self.sock, None, None)

    def ask(self):
        self.sslobj.write(b"hello\n")
        return self.sslobj.read().decode().strip()


print("got " + Pop(os.environ["HOST"], int(os.environ["PORT"])).ask())
