# role: client
# verifying: same
import os
import socket
import ssl


def keep(sock):
    return sock


WRAPPERS = {
    "plain": keep,
    "ssl": ssl.wrap_socket,
}


def connect(host, port, kind):
    return WRAPPERS[kind](socket.create_connection((host, port)))


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), "ssl")
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
