# role: client
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, ciphers="HIGH:!aNULL:!MD5")


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
