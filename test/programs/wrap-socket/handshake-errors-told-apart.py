# role: client
# preserving: same
import os
import socket
import ssl


def connect(host, port, ca):
    sock = socket.create_connection((host, port))
    try:
        sock = ssl.wrap_socket(sock, cert_reqs=ssl.CERT_REQUIRED, ca_certs=ca)
        sock.sendall(b"hello\n")
        return "got " + sock.recv(200).decode().strip()
    except ssl.CertificateError as error:
        return "failed: CertificateError: %s" % error
    except ssl.SSLError as error:
        return "failed: SSLError: %s" % error


print(connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"]))
