# role: client
import os


def fetch(host, port):
    import socket
    import ssl

    sock = socket.create_connection((host, port))
    sock = ssl.wrap_socket(sock)
    sock.sendall(b"hello\n")
    return sock.recv(200).decode().strip()


print("got " + fetch(os.environ["HOST"], int(os.environ["PORT"])))
