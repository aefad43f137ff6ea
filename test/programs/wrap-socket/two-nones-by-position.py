# role: client
import os
import socket
import ssl


def connect(host, port, ca_certs):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, None, None, cert_reqs=ssl.CERT_REQUIRED, ca_certs=ca_certs)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
