# role: client
import os
import socket
import ssl


def usable(conn):
    conn.sendall(b"hello\n")
    return conn.recv(200).decode().strip()


def probe(host, port, plain=False):
    sock = socket.create_connection((host, port))
    if plain:
        return "plain"
    elif usable(ssl.wrap_socket(sock)):
        return "got a TLS server"
    return "nothing"


print(probe(os.environ["HOST"], int(os.environ["PORT"])))
