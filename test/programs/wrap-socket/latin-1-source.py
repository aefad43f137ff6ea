# -*- coding: latin-1 -*-
# role: client
import os
import socket
import ssl

GREETING = u"grüße\n"


def ask(host, port):
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock)
    tls.sendall(GREETING.encode("utf-8"))
    return tls.recv(200).decode().strip()


print("got " + ask(os.environ["HOST"], int(os.environ["PORT"])))
