# role: client
# select: wrap-socket,removed-function
# preserving: verifies
# Where ssl has no match_hostname the program has its own.
import os
import socket
import ssl

try:
    from ssl import match_hostname
except ImportError:

    def match_hostname(cert, hostname):
        names = [value for kind, value in cert.get("subjectAltName", ()) if kind == "DNS"]
        if hostname not in names:
            raise ValueError("hostname %r does not match %s" % (hostname, names))


def connect(host, port, ca):
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock, ca_certs=ca, cert_reqs=ssl.CERT_REQUIRED)
    match_hostname(tls.getpeercert(), host)
    return tls


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
