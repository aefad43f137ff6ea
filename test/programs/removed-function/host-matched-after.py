# role: client
# talk: echo
# python: 3.7
# verifying: same
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()
    sock = context.wrap_socket(socket.create_connection((host, port)), server_hostname=host)
    ssl.match_hostname(sock.getpeercert(), host)
    return sock


sock = connect(os.environ["HOST"], int(os.environ["PORT"]))
sock.sendall(b"hello\n")
print("got " + sock.recv(200).decode().strip())
