# kind: restriction
# case: a minimum behind `hasattr(ssl, "TLSVersion")`
# role: client
# laxer: the condition holds on every Python from 3.7 on, and the target is 3.8
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()
    if hasattr(ssl, "TLSVersion"):
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
