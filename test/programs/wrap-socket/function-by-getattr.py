# role: client
# verifying: same
# The function is taken by its name, and may be missing.
import os
import socket
import ssl

wrap = getattr(ssl, "wrap_socket", None)


def connect(host, port):
    if wrap is None:
        raise RuntimeError("no TLS on this machine")
    return wrap(socket.create_connection((host, port)))


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
