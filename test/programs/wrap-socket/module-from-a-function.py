# role: client
import os
import socket


def tls_library():
    import ssl

    return ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    return tls_library().wrap_socket(sock)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
