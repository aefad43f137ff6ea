# role: client
# select: wrap-socket,removed-function
# preserving: verifies
# The handlers of the connection are those of the check, too.
import os
import socket
from ssl import CERT_REQUIRED, CertificateError, SSLError, match_hostname, wrap_socket


class Refused(Exception):
    pass


def connect(host, port, ca):
    sock = socket.socket()
    try:
        sock.connect((host, port))
        sock = wrap_socket(sock, ca_certs=ca, cert_reqs=CERT_REQUIRED)
        match_hostname(sock.getpeercert(), host)
    except CertificateError as error:
        sock.close()
        raise Refused(str(error))
    except SSLError as error:
        sock.close()
        raise Refused(str(error))
    return sock


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
