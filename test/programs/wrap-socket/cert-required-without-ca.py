# role: client
# broken: nothing is trusted, so every certificate is refused
# verifying: accepts good
import os
import socket
import ssl


def connect(host, port):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.connect((host, port))
    return ssl.wrap_socket(sock, cert_reqs=ssl.CERT_REQUIRED)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
