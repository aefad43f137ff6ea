# role: client
import os
import socket
import ssl


def inspect(host, port, ca):
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock, ca_certs=ca, cert_reqs=ssl.CERT_REQUIRED)
    print(tls.getpeercert()["subject"])
    tls.sendall(b"hello\n")
    return tls.recv(200).decode().strip()


print("got " + inspect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"]))
