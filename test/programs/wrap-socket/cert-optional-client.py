# role: client
# An optional certificate is a required one for a client.
import os
import socket
import ssl


def connect(host, port, ca_file):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, cert_reqs=ssl.CERT_OPTIONAL, ca_certs=ca_file)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
