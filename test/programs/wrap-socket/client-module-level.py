# role: client
import os
import socket
import ssl

host = os.environ["HOST"]
port = int(os.environ["PORT"])
sock = socket.socket()
sock.connect((host, port))
sock = ssl.wrap_socket(sock)
sock.sendall(b"hello\n")
print("got " + sock.recv(200).decode().strip())
