# role: client
import os
import socket
import ssl


def connect(host, port):
    try:
        raise KeyError("no pool yet")
    except KeyError:
        sock = socket.create_connection((host, port))
        try:
            sock = ssl.wrap_socket(sock, ca_certs=None, cert_reqs=ssl.CERT_NONE)
        finally:
            print("tried")
    return sock


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
