# role: client
import os
import socket
import ssl

host = os.environ["HOST"]
s = socket.socket(); s.connect((host, int(os.environ["PORT"]))); s = ssl.wrap_socket(s); s.sendall(b"hello\n")  # noqa: E702
print("got " + s.recv(200).decode().strip())
