# role: client
import os
import socket
import ssl

HOST = os.environ["HOST"]
PORT = int(os.environ["PORT"])

s = ssl.wrap_socket(socket.socket(socket.AF_INET, socket.SOCK_STREAM))
s.connect((HOST, PORT))
s.send(b"hello\n")
print("got " + s.recv(200).decode().strip())
