# kind: weakening
# case: a low `minimum_version` after both flags were set
# role: client
# laxer: the flags stay set, so nothing old is spoken; CodeQL lets the minimum undo them
# stricter: legacy-protocol: the minimum itself is too low, and only deprecated flags make up for it
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()
    context.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1  # tlsfix: deprecated-protocol-options
    context.minimum_version = ssl.TLSVersion.TLSv1  # tlsfix: legacy-protocol
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
