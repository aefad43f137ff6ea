# kind: flow
# case: a method that connects, called through its class
# role: client
import os
import socket
import ssl


class Base:
    def open(self, context, sock, host):
        return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


class Client(Base):
    def connect(self, host, port):
        context = ssl.create_default_context()  # tlsfix: context-without-minimum-version
        return Base.open(self, context, socket.create_connection((host, port)), host)


Client().connect(os.environ["HOST"], int(os.environ["PORT"]))
