# role: client
# verifying: same
# Everything is passed on.
import os
import socket
import ssl


def wrap(*args, **kwargs):
    kwargs.setdefault("cert_reqs", ssl.CERT_NONE)
    return ssl.wrap_socket(*args, **kwargs)


conn = wrap(socket.create_connection((os.environ["HOST"], int(os.environ["PORT"]))))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
