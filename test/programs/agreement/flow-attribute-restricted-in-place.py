# kind: flow
# case: `self.context.minimum_version = …`
# role: client
# laxer: the minimum holds for every later use; CodeQL applies it to that one read of the attribute
import os
import socket
import ssl


class Client:
    def __init__(self):
        self.context = ssl.create_default_context()
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2

    def connect(self, host, port):
        sock = socket.create_connection((host, port))
        return self.context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


Client().connect(os.environ["HOST"], int(os.environ["PORT"]))
