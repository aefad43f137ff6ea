# role: client
import os
import socket
import ssl


def connect(host, port, pem):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, certfile=pem, ssl_version=ssl.PROTOCOL_SSLv23)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["COMBINED"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
