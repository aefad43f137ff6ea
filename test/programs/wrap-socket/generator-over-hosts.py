# role: client
# The host is bound inside the expression.
import os
import socket
import ssl


def connect_all(addresses):
    return list(ssl.wrap_socket(socket.create_connection((host, port))) for host, port in addresses)


for conn in connect_all([(os.environ["HOST"], int(os.environ["PORT"]))]):
    conn.sendall(b"hello\n")
    print("got " + conn.recv(200).decode().strip())
