# role: client
# select: wrap-socket,removed-function
# stays: preserving a wrong host has an answer of its own, which the check in the context would not give
# preserving: verifies
# A wrong host is told apart from a connection that fails.
import os
import socket
import ssl


class WrongHost(ValueError):
    pass


def connect(host, port, ca):
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock, ca_certs=ca, cert_reqs=ssl.CERT_REQUIRED)
    try:
        ssl.match_hostname(tls.getpeercert(), host)
    except ssl.CertificateError as error:
        raise WrongHost(str(error))
    return tls


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
