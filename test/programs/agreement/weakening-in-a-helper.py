# kind: weakening
# case: a helper that lowers the minimum
# role: client
import os
import socket
import ssl


def lower(context):
    context.minimum_version = ssl.TLSVersion.TLSv1  # tlsfix: legacy-protocol


def connect(host, port):
    context = ssl.create_default_context()
    lower(context)
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
