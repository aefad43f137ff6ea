# role: client
# verifying: same
# with: CIPHERS=HIGH
# with: CIPHERS=
import os
import socket
import ssl


def connect(host, port, ciphers=None):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, ciphers=ciphers)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CIPHERS"] or None)
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
