# role: client
import os
import socket
import ssl


def version(host, port):
    raw = socket.create_connection((host, port))
    stream = ssl.wrap_socket(raw).makefile("rwb")
    stream.write(b"hello\n")
    stream.flush()
    return stream.readline().decode().strip()


print("got " + version(os.environ["HOST"], int(os.environ["PORT"])))
