# kind: flow
# case: a class method makes the context and an instance connects
# role: client
import os
import socket
import ssl


class Client:
    @classmethod
    def make(cls):
        return ssl.create_default_context()  # tlsfix: context-without-minimum-version

    @staticmethod
    def open(context, sock, host):
        return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1

    def connect(self, host, port):
        return self.open(self.make(), socket.create_connection((host, port)), host)


Client().connect(os.environ["HOST"], int(os.environ["PORT"]))
