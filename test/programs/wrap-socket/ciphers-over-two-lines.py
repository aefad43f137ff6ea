# role: client
# The lines of a string are a part of it: a cipher list with spaces in front of its second line is another one.
import os
import socket
import ssl


class Connection(object):
    def connect(self, host, port):
        sock = socket.create_connection((host, port))
        ciphers = "HIGH:\
!aNULL"
        assert ciphers == "HIGH:!aNULL"
        return ssl.wrap_socket(sock, certfile=None, ciphers="HIGH:\
!aNULL:\
!MD5")


conn = Connection().connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
