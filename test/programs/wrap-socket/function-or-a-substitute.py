# role: client
# verifying: same
# Where the function is missing another one takes its place, which knows no TLS.
import os
import socket
import ssl


def no_tls(sock, **options):
    raise RuntimeError("no TLS on this machine")


try:
    wrap = ssl.wrap_socket
except AttributeError:
    wrap = no_tls


def connect(host, port):
    return wrap(socket.create_connection((host, port)), cert_reqs=ssl.CERT_NONE)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
