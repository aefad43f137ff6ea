# role: client
import os
import socket
import ssl


def ask(host, port):
    try:
        sock = socket.create_connection((host, port))
        sock = ssl.wrap_socket(sock)
        sock.sendall(b"hello\n")
        return "got " + sock.recv(200).decode().strip()
    except (ssl.SSLError, socket.error) as error:
        return "failed: %s: %s" % (type(error).__name__, error)


print(ask(os.environ["HOST"], int(os.environ["PORT"])))
