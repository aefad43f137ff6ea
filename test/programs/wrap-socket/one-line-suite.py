# role: client
import os
import socket
import ssl


def main(host, port, use_ssl=True):
    s = socket.create_connection((host, port))
    if use_ssl: s = ssl.wrap_socket(s)  # noqa: E701
    s.sendall(b"hello\n")
    print("got " + s.recv(200).decode().strip())


main(os.environ["HOST"], int(os.environ["PORT"]))
