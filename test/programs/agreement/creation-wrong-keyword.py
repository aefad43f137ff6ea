# kind: creation
# case: `ssl.SSLContext(ssl_version=…)`, as CodeQL's help shows it
# role: client
# stricter: context-without-minimum-version: Python takes the argument and ignores it, so that the context negotiates, with no minimum
import os
import socket
import ssl


def connect(host, port):
    context = ssl.SSLContext(ssl_version=ssl.PROTOCOL_TLSv1)  # tlsfix: context-without-minimum-version, disabled-verification
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
