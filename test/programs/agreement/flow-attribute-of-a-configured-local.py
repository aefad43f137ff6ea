# kind: flow
# case: a local is configured, then stored on `self`
# role: client
import os
import socket
import ssl


class Client:
    def __init__(self):
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        self.context = context

    def connect(self, host, port):
        sock = socket.create_connection((host, port))
        return self.context.wrap_socket(sock, server_hostname=host)


Client().connect(os.environ["HOST"], int(os.environ["PORT"]))
