# role: client
import os
import socket
import ssl


def connect(host, port):
    version = getattr(ssl, "PROTOCOL_TLS", ssl.PROTOCOL_SSLv23)
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, ssl_version=version)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
