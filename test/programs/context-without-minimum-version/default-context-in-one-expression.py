# role: client
# scenarios: good tls11 tls12 tls13
# preserving: accepts good tls12 tls13
# verifying: accepts good tls12 tls13
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    return ssl.create_default_context().wrap_socket(sock, server_hostname=host)


tls = connect(os.environ["HOST"], int(os.environ["PORT"]))
tls.sendall(b"hello\n")
print("got " + tls.recv(200).decode().strip())
