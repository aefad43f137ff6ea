# kind: restriction
# case: a minimum in a `try`
# role: client
# laxer: the assignment cannot raise on a context that negotiates
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()
    try:
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    except AttributeError:
        pass
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
