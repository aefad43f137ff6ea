# role: client
# select: wrap-socket,removed-function
# broken: without a verified certificate match_hostname always raised
# stays: preserving the check never worked
# preserving: same
# Nothing verifies the certificate whose name is compared.
import os
import socket
import ssl


def connect(host, port, ca):
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock, ca_certs=ca)
    ssl.match_hostname(tls.getpeercert(), host)
    return tls


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
