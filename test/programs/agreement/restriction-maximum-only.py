# kind: restriction
# case: `maximum_version` alone
# role: client
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()  # tlsfix: context-without-minimum-version
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
