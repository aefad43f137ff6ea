# role: client
# left: no Python from 3.8 on gets here
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    try:
        context = ssl.create_default_context()
    except AttributeError:
        return ssl.wrap_socket(sock)
    return context.wrap_socket(sock, server_hostname=host)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
