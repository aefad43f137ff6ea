# role: client
import os
import socket
import ssl


def connect(host, port):
    error = None
    for family, kind, proto, _, address in socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM):
        sock = None
        try:
            sock = socket.socket(family, kind, proto)
            sock.connect(address)
            break
        except socket.error as caught:
            error = caught
            sock = None
    if sock is None:
        raise error
    return ssl.wrap_socket(sock)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
