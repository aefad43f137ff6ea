# role: client
# The attributes that a socket of 3.6 and older has are asked for with care.
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock)
    return tls, getattr(tls, "ca_certs", None)


conn, ca_certs = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
