# role: client
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    sock = ssl.wrap_socket(sock, do_handshake_on_connect=False)
    sock.do_handshake()
    return sock


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
