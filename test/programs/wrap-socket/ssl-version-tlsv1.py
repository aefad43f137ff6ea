# role: client
# broken: OpenSSL 3 no longer speaks TLS 1.0
# preserving: accepts good selfsigned expired wronghost
# verifying: accepts good
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_TLSv1)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
