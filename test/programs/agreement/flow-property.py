# kind: flow
# case: a property makes the context
# role: client
import os
import socket
import ssl


class Client:
    @property
    def context(self):
        return ssl.create_default_context()  # tlsfix: context-without-minimum-version

    def connect(self, host, port):
        sock = socket.create_connection((host, port))
        return self.context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


Client().connect(os.environ["HOST"], int(os.environ["PORT"]))
