# role: client
# select: wrap-socket,removed-function
# with: REQUIRE=yes
# preserving: verifies
# verifying: verifies
# with: REQUIRE=
# preserving: accepts good selfsigned expired wronghost
# verifying: accepts good selfsigned expired wronghost
# Whether anything is verified is the caller's choice; where it is, the host name is too.
import os
import socket
import ssl


def connect(host, port, ca):
    cert_reqs = ssl.CERT_REQUIRED if os.environ["REQUIRE"] else ssl.CERT_NONE
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock, ca_certs=ca, cert_reqs=cert_reqs)
    if cert_reqs != ssl.CERT_NONE:
        ssl.match_hostname(tls.getpeercert(), host)
    return tls


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
