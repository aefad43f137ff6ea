# role: client
# with: SHOW=yes
# with: SHOW=no
# Settings of a file come as text, and nothing is the empty one.
import os
import socket
import ssl


def connect(host, port, settings):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    tls = ssl.wrap_socket(
        sock,
        certfile=settings["cert"],
        ca_certs=settings["ca"],
        cert_reqs=ssl.CERT_NONE,
    )
    tls.connect((host, port))
    return tls


env = os.environ
settings = {"cert": env["COMBINED"] if env["SHOW"] == "yes" else "", "ca": ""}
conn = connect(env["HOST"], int(env["PORT"]), settings)
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
