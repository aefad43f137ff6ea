# kind: restriction
# case: a method of another class, called with `self`, sets the minimum
# role: client
# laxer: the method sets the minimum before anything connects
import os
import socket
import ssl


class Hardening:
    def harden(self):
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2


class Client:
    def __init__(self):
        self.context = ssl.create_default_context()
        Hardening.harden(self)

    def connect(self, host, port):
        sock = socket.create_connection((host, port))
        return self.context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


Client().connect(os.environ["HOST"], int(os.environ["PORT"]))
