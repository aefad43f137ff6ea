# role: client
# An import of the old name that stays would end in the branch without TLS.
import os
import socket

try:
    from ssl import wrap_socket as ssl_socket
    from ssl import CERT_NONE

    HAS_SSL = True
except ImportError:
    HAS_SSL = False
    CERT_NONE = None


def connect(host, port):
    sock = socket.create_connection((host, port))
    if not HAS_SSL:
        raise RuntimeError("no TLS on this machine")
    return ssl_socket(sock, cert_reqs=CERT_NONE)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
