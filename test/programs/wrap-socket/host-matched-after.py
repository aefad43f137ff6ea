# role: client
# select: wrap-socket,removed-function
# preserving: verifies
# The program checks the name itself; the function for that is gone since 3.12 too.
import os
import socket
import ssl


def connect(host, port, ca):
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock, ca_certs=ca, cert_reqs=ssl.CERT_REQUIRED)
    try:
        ssl.match_hostname(tls.getpeercert(), host)
    except ssl.CertificateError:
        tls.close()
        raise
    return tls


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
