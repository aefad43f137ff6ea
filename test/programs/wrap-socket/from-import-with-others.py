# role: client
import os
import socket
from ssl import CERT_REQUIRED, wrap_socket as ssl_wrap_socket, SSLError


def fetch(host, port, ca):
    sock = socket.create_connection((host, port))
    try:
        tls = ssl_wrap_socket(sock, cert_reqs=CERT_REQUIRED, ca_certs=ca)
    except SSLError as error:
        return "failed: SSLError: %s" % error
    tls.sendall(b"hello\n")
    return "got " + tls.recv(200).decode().strip()


print(fetch(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"]))
