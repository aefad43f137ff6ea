# role: client
# select: wrap-socket,removed-function
# stays: the name is known only after the handshake, so that the context cannot check it
# preserving: verifies
# The name to compare is looked up once the connection is there.
import os
import socket
import ssl

NAMES = {"127.0.0.1": "localhost"}


def connect(host, port, ca):
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock, ca_certs=ca, cert_reqs=ssl.CERT_REQUIRED)
    name = NAMES.get(tls.getpeername()[0], host)
    ssl.match_hostname(tls.getpeercert(), name)
    return tls


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
