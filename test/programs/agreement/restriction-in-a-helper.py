# kind: restriction
# case: a helper that is called for its effect
# role: client
# laxer: the helper sets the minimum; CodeQL does not follow it
import os
import socket
import ssl


def harden(context):
    context.minimum_version = ssl.TLSVersion.TLSv1_2


def connect(host, port):
    context = ssl.create_default_context()
    harden(context)
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
