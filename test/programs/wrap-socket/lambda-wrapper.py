# role: client
# verifying: same
# Whom the lambda will be called for cannot be known where it stands.
import os
import socket
import ssl

ssl_wrapper = lambda sock: ssl.wrap_socket(sock)  # noqa: E731


def connect(host, port):
    return ssl_wrapper(socket.create_connection((host, port)))


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
