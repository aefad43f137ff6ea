# role: client
# select: wrap-socket,removed-function
# preserving: verifies
# The certificate is put in a variable first, and looked at before its name is compared.
import os
import socket
import ssl


def connect(host, port, ca):
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock, ca_certs=ca, cert_reqs=ssl.CERT_REQUIRED)
    cert = tls.getpeercert()
    if not cert:
        raise ValueError("no certificate")
    ssl.match_hostname(cert, host)
    return tls


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
