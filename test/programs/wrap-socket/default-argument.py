# role: client
# verifying: same
import os
import socket
import ssl


def connect(host, port, wrap=ssl.wrap_socket):
    return wrap(socket.create_connection((host, port)))


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
