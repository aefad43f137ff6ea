# role: client
# The authority was never asked.
import os
import socket
import ssl


def connect(host, port, ca_file):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, ca_certs=ca_file)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
