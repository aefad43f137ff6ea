# role: client
import os
import socket
import ssl

try:
    from urllib.parse import urlparse
except ImportError:
    from urlparse import urlparse


def connect(url):
    parts = urlparse(url)
    sock = socket.create_connection((parts.hostname, parts.port or 443))
    if parts.scheme == "wss":
        sock = ssl.wrap_socket(sock)
    return sock


conn = connect("wss://" + os.environ["HOST"] + ":" + os.environ["PORT"] + "/chat")
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
