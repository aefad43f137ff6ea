# role: client
import os
import socket
import ssl


def connect(host, port):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try: sock = ssl.wrap_socket(sock)  # noqa: E701
    except AttributeError: raise  # noqa: E701
    sock.connect((host, port))
    return sock


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
