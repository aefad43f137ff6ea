# role: client
# select: wrap-socket,removed-function
# with: CHECK=yes
# preserving: verifies
# verifying: verifies
# with: CHECK=
# preserving: accepts good wronghost
# verifying: accepts good wronghost
# The user of the program says whether host names matter; the name is sent either way then.
import os
import socket
import ssl

CHECK_HOST = os.environ["CHECK"] == "yes"


def connect(host, port, ca):
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock, ca_certs=ca, cert_reqs=ssl.CERT_REQUIRED)
    if CHECK_HOST:
        ssl.match_hostname(tls.getpeercert(), host)
    return tls


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
