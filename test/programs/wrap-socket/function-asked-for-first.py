# role: client
# The program asks whether ssl has the function, and knows no other way.
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    if hasattr(ssl, "wrap_socket"):
        return ssl.wrap_socket(sock)
    raise RuntimeError("no TLS on this machine")


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
