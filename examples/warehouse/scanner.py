"""Reads what the scanners of the warehouse send."""

import socket
import ssl


class Scanner:
    def __init__(self, host, port=9443):
        self.host = host
        self.port = port
        self.stream = None

    def connect(self):
        sock = socket.create_connection((self.host, self.port), timeout=5)
        self.stream = ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_TLSv1)

    def read(self):
        return self.stream.recv(4096)


def listen(port, certificate):
    """Takes connections from scanners that call home."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("", port))
    listener.listen(5)
    return ssl.wrap_socket(listener, certfile=certificate, server_side=True)
