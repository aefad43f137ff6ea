# role: client
# The program compares the name itself.
import os
import socket
import ssl


def names_of(certificate):
    return [value for kind, value in certificate.get("subjectAltName", ()) if kind == "DNS"]


def connect(host, port, ca):
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock, ca_certs=ca, cert_reqs=ssl.CERT_REQUIRED)
    if host not in names_of(tls.getpeercert()):
        tls.close()
        raise ValueError("the certificate is not for " + host)
    return tls


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
