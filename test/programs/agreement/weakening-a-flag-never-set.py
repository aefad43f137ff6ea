# kind: weakening
# case: `options &= ~ssl.OP_NO_TLSv1` where one of two flags was set
# role: client
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()  # tlsfix: context-without-minimum-version
    context.options |= ssl.OP_NO_TLSv1  # tlsfix: deprecated-protocol-options
    context.options &= ~ssl.OP_NO_TLSv1
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
