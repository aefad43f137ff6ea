# role: client
import os
import socket
import ssl
import sys


def check(host, port):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.settimeout(5)
    if sock.connect_ex((host, port)) != 0:
        sys.exit("closed")
    secured = ssl.wrap_socket(sock)
    secured.sendall(b"hello\n")
    print("got " + secured.recv(200).decode().strip())


check(os.environ["HOST"], int(os.environ["PORT"]))
