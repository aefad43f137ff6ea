# role: client
# Where ssl has no wrap_socket, Python 2.5 had another function; no Python of today gets that far.
import os
from socket import AF_INET, SOCK_STREAM, socket

try:
    from ssl import SSLError, wrap_socket
except ImportError:
    from socket import ssl as wrap_socket, sslerror as SSLError


def connect(host, port):
    sock = socket(AF_INET, SOCK_STREAM)
    sock.connect((host, port))
    try:
        return wrap_socket(sock, None, None)
    except SSLError:
        sock.close()
        raise


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
