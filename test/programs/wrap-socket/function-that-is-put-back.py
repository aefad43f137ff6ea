# role: client
# left: the program replaces the function for a while, and puts it back
import os
import socket
import ssl

original = ssl.wrap_socket


def counted(*args, **kwargs):
    print("wrapped")
    return original(*args, **kwargs)


def connect(host, port):
    ssl.wrap_socket = counted
    try:
        return getattr(ssl, "wrap" + "_socket")(socket.create_connection((host, port)))
    finally:
        ssl.wrap_socket = original


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
