# role: client
# with: USE_TLS=1
import os
import socket
import ssl


def connect(host, port, use_tls):
    sock = socket.create_connection((host, port))
    sock = ssl.wrap_socket(sock) if use_tls else sock
    return sock


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["USE_TLS"] == "1")
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
