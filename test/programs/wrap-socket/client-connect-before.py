# role: client
import os
import socket
import ssl


def greet(host, port):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.connect((host, port))
    sock = ssl.wrap_socket(sock)
    sock.sendall(b"hello\n")
    return sock.recv(200).decode().strip()


print("got " + greet(os.environ["HOST"], int(os.environ["PORT"])))
