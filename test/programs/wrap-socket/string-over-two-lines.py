# role: client
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    if host:
        return ssl.wrap_socket(
            sock,
            cert_reqs=ssl.CERT_REQUIRED,
            ca_certs="""
{CA}
""".strip().format(**os.environ),
        )
    return sock


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
