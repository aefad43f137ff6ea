# role: client
# with: TRUSTED=1
# with: TRUSTED=0
import os
import socket
import ssl


def connect(host, port, ca_certs):
    sock = socket.create_connection((host, port))
    if ca_certs:
        sock = ssl.wrap_socket(sock, cert_reqs=ssl.CERT_REQUIRED, ca_certs=ca_certs)
    else:
        sock = ssl.wrap_socket(sock)
    return sock


ca_certs = os.environ["CA"] if os.environ["TRUSTED"] == "1" else None
conn = connect(os.environ["HOST"], int(os.environ["PORT"]), ca_certs)
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
