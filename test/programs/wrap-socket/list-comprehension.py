# role: client
import os
import socket
import ssl


def connect_all(host, ports):
    return [ssl.wrap_socket(socket.create_connection((host, port))) for port in ports]


for conn in connect_all(os.environ["HOST"], [int(os.environ["PORT"])]):
    conn.sendall(b"hello\n")
    print("got " + conn.recv(200).decode().strip())
