# role: client
import os
import socket
import ssl


def connect(host, port, key, cert, ca):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, key, cert, False, ssl.CERT_REQUIRED, ssl.PROTOCOL_SSLv23, ca)


env = os.environ
conn = connect(env["HOST"], int(env["PORT"]), env["KEY"], env["CERT"], env["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
