# role: client
# The call is part of what a loop goes over.
import os
import socket
import ssl


def lines(sock, host):
    for line in ssl.wrap_socket(sock, ciphers="HIGH").makefile("rb"):
        yield line


host = os.environ["HOST"]
sock = socket.create_connection((host, int(os.environ["PORT"])))


def greet(tls):
    tls.sendall(b"hello\n")
    return tls


for line in greet(ssl.wrap_socket(sock)).makefile("rb"):
    print("got " + line.decode().strip())
    break
