# role: client
import os
import socket
import ssl


def connect(host, port):
    first = socket.create_connection((host, port))
    second = socket.create_connection((host, port))
    return ssl.wrap_socket(first), ssl.wrap_socket(second)


first, second = connect(os.environ["HOST"], int(os.environ["PORT"]))
first.close()
second.sendall(b"hello\n")
print("got " + second.recv(200).decode().strip())
