# role: client
# verifying: either
import importlib
import os
import socket


def import_or_none(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


ssl = import_or_none("ssl")


def connect(host, port, **options):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, **options)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
