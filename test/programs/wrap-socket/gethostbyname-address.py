# role: client
import os
import socket
import ssl


def connect(server, port):
    ip = socket.gethostbyname(server)
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.connect((ip, port))
    return ssl.wrap_socket(sock)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
