# role: client
# The program's own switch stays one.
# with: VERIFY=yes
# with: VERIFY=no
# verifying: same
import os
import socket
import ssl


def connect(host, port, validate=ssl.CERT_NONE, ca_certs=None):
    sock = socket.create_connection((host, port))
    sock = ssl.wrap_socket(sock, None, None, False, validate, ca_certs=ca_certs)
    return sock


address = (os.environ["HOST"], int(os.environ["PORT"]))
if os.environ["VERIFY"] == "yes":
    conn = connect(address[0], address[1], ssl.CERT_REQUIRED, os.environ["CA"])
else:
    conn = connect(address[0], address[1])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
