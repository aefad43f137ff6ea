# role: client
import os
import socket
import ssl

VERSIONS = {
    "any": ssl.PROTOCOL_SSLv23,
    "tls1.2": ssl.PROTOCOL_TLSv1_2,
}


def connect(host, port, name="any"):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, ssl_version=VERSIONS[name])


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
