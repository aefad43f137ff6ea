# role: client
import os
import socket
import ssl


def ask(host, port):
    def connect():
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        sock.connect((host, port))
        return ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_SSLv23)

    tls = connect()
    tls.sendall(b"hello\n")
    return tls.recv(200).decode().strip()


print("got " + ask(os.environ["HOST"], int(os.environ["PORT"])))
