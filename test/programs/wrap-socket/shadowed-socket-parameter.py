# role: client
# verifying: either
import os
import socket
import ssl


def secure(socket, ca_certs):
    return ssl.wrap_socket(socket, cert_reqs=ssl.CERT_REQUIRED, ca_certs=ca_certs)


conn = secure(
    socket.create_connection((os.environ["HOST"], int(os.environ["PORT"]))), os.environ["CA"]
)
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
