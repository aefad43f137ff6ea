# role: client
import contextlib
import os
import socket
import ssl


@contextlib.contextmanager
def connection(host, port):
    sock = socket.create_connection((host, port))
    try:
        yield ssl.wrap_socket(sock)
    finally:
        sock.close()


with connection(os.environ["HOST"], int(os.environ["PORT"])) as tls:
    tls.sendall(b"hello\n")
    print("got " + tls.recv(200).decode().strip())
