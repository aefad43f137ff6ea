# role: client
# select: wrap-socket,removed-function
# preserving: verifies
# The socket goes to an address; the name to compare is another value.
import os
import socket
import ssl


def connect(host, port, ca):
    address = socket.getaddrinfo(host, port, socket.AF_INET, socket.SOCK_STREAM)[0][4]
    tls = ssl.wrap_socket(socket.create_connection(address[:2]), ca_certs=ca, cert_reqs=ssl.CERT_REQUIRED)
    ssl.match_hostname(tls.getpeercert(), host)
    return tls


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
