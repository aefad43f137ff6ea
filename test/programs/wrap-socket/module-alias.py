# role: client
import os
import socket
import ssl as _ssl


def fetch(host, port):
    sock = socket.create_connection((host, port))
    tls = _ssl.wrap_socket(sock, cert_reqs=_ssl.CERT_NONE)
    tls.sendall(b"hello\n")
    return tls.recv(200).decode().strip()


print("got " + fetch(os.environ["HOST"], int(os.environ["PORT"])))
