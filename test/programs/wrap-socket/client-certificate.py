# role: client
import os
import socket
import ssl


def connect(host, port, key, cert, ca):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, keyfile=key, certfile=cert, ca_certs=ca, cert_reqs=ssl.CERT_REQUIRED)


env = os.environ
conn = connect(env["HOST"], int(env["PORT"]), env["KEY"], env["CERT"], env["CA"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
