# kind: restriction
# case: `options = options | A | B`
# role: client
# laxer: nothing old is spoken; CodeQL models `|=` only
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()
    context.options = context.options | ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1  # tlsfix: deprecated-protocol-options
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
