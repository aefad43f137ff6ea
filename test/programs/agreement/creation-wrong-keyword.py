# kind: creation
# case: `ssl.SSLContext(ssl_version=…)`, as CodeQL's help shows it
# role: client
# stricter: legacy-protocol: an old protocol is written there; Python 3.7 and later ignore it, older ones raise TypeError
# stricter: context-without-minimum-version: the context is one that negotiates, since the keyword is ignored
import os
import socket
import ssl


def connect(host, port):
    context = ssl.SSLContext(ssl_version=ssl.PROTOCOL_TLSv1)  # tlsfix: legacy-protocol, context-without-minimum-version, disabled-verification
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
