# role: client
# The program's own switch stays one.
# with: VERIFY=yes
# with: VERIFY=no
# verifying: same
import os
import socket
import ssl


def connect(host, port, ca_certs, verify):
    cert_reqs = ssl.CERT_NONE
    if verify:
        cert_reqs = ssl.CERT_REQUIRED
    sock = socket.create_connection((host, port))
    sock = ssl.wrap_socket(sock, ca_certs=ca_certs, cert_reqs=cert_reqs)
    return sock


verify = os.environ["VERIFY"] == "yes"
conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"], verify)
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
