# role: client
import os
import socket
import ssl

connections = {}


def add(name, host, port):
    connections[name] = socket.create_connection((host, port))
    connections[name] = ssl.wrap_socket(connections[name])


add("main", os.environ["HOST"], int(os.environ["PORT"]))
connections["main"].sendall(b"hello\n")
print("got " + connections["main"].recv(200).decode().strip())
