# role: client
# scenarios: good selfsigned expired wronghost tls12 tls13
# verifying: accepts good tls12 tls13
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_TLSv1_2)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
