# role: client
# verifying: same
import os
import socket
import ssl

try:
    SSLContext = ssl.SSLContext
    wrap_socket = ssl.wrap_socket
except AttributeError:

    class SSLContext(object):
        """What this program needs of a context, for a Python without one."""

        def wrap_socket(self, sock):
            raise ssl.SSLError("no contexts here")

    wrap_socket = SSLContext().wrap_socket

sock = socket.create_connection((os.environ["HOST"], int(os.environ["PORT"])))
conn = wrap_socket(sock)
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
