# kind: restriction
# case: a mask in a variable
# role: client
# laxer: nothing old is spoken; CodeQL does not follow masks
import os
import socket
import ssl

OLD = ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1


def connect(host, port):
    context = ssl.create_default_context()
    context.options |= OLD
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
