# role: client
# unsafe-only: no Python from 3.8 on gets here, and whether older ones count is the user's to say
# Only a Python without SSLContext reaches the old branch.
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    if hasattr(ssl, "SSLContext"):
        context = ssl.create_default_context()
        sock = context.wrap_socket(sock, server_hostname=host)
    else:
        sock = ssl.wrap_socket(sock)
    return sock


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
