# role: client
import os
import socket
import ssl


def open_connection(server, port, timeout=5):
    conn = ssl.wrap_socket(socket.create_connection((server, port), timeout))
    return conn


connection = open_connection(os.environ["HOST"], int(os.environ["PORT"]))
connection.sendall(b"hello\n")
print("got " + connection.recv(200).decode().strip())
