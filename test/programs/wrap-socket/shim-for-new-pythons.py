# role: client
# untouched: it defines the function where it is gone
import os
import socket
import ssl

if not hasattr(ssl, "wrap_socket"):

    def _wrap_socket(sock, **options):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = options.pop("cert_reqs", ssl.CERT_NONE)
        return context.wrap_socket(sock, **options)

    ssl.wrap_socket = _wrap_socket


def connect(host, port):
    sock = socket.create_connection((host, port))
    return sock


conn = ssl.__dict__["wrap_socket"](connect(os.environ["HOST"], int(os.environ["PORT"])))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
