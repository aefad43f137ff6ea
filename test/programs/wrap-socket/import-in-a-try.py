# role: client
import os
import socket

try:
    from ssl import wrap_socket
except ImportError:
    wrap_socket = None


def connect(host, port):
    sock = socket.create_connection((host, port))
    if wrap_socket is None:
        raise RuntimeError("no TLS on this machine")
    return wrap_socket(sock)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
