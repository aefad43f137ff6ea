# role: client
# Only the certificate of which the digest is known is taken; any name will do.
# verifying: either
import hashlib
import os
import socket
import ssl


def digest(path):
    with open(path) as file:
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(file.read())).hexdigest()


def connect(host, port, known):
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock, cert_reqs=ssl.CERT_NONE)
    if hashlib.sha256(tls.getpeercert(True)).hexdigest() != known:
        tls.close()
        raise ValueError("an unknown certificate")
    return tls


known = digest(os.path.join(os.path.dirname(os.environ["CA"]), "good.pem"))
conn = connect(os.environ["HOST"], int(os.environ["PORT"]), known)
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
