# kind: restriction
# case: the minimum set in `finally`
# role: client
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()
    try:
        context.set_ciphers("DEFAULT")
    finally:
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
