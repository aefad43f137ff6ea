# role: client
# untouched: the name is not the module's
import os
import socket
import ssl as standard


class Plain(object):
    def wrap_socket(self, sock, **options):
        context = standard.create_default_context(cafile=os.environ["CA"])
        return context.wrap_socket(sock, server_hostname=os.environ["HOST"])


def connect(ssl, host, port):
    return ssl.wrap_socket(socket.create_connection((host, port)))


conn = connect(Plain(), os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
