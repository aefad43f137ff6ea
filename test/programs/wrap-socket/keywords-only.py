# role: client
import os
import socket
import ssl


def connect(host, port):
    plain = socket.create_connection((host, port))
    return ssl.wrap_socket(cert_reqs=ssl.CERT_NONE, sock=plain)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
