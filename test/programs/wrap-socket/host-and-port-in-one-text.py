# role: client
import os
import socket
import ssl


def connect(server):
    host, port = server.split(":")
    sock = socket.create_connection((host, int(port)))
    return ssl.wrap_socket(sock)


conn = connect(os.environ["HOST"] + ":" + os.environ["PORT"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
