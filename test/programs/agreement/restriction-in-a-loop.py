# kind: restriction
# case: flags set in a loop over a tuple
# role: client
# laxer: the loop sets both flags; CodeQL follows no value of a loop
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()
    for flag in (ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_1):
        context.options |= flag
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
