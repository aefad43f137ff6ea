# role: client
# talk: echo
# python: 3.6
# unsafe-only: the socket shows its host
import os
import socket
import ssl

context = ssl._create_unverified_context()
sock = context.wrap_socket(socket.create_connection((os.environ["HOST"], int(os.environ["PORT"]))))
sock.sendall(b"hello\n")
print("got " + sock.recv(200).decode().strip())
