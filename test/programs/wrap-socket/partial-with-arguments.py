# role: client
# verifying: same
import os
import socket
import ssl
from functools import partial


def wrapper_for(ca_certs):
    return partial(ssl.wrap_socket, cert_reqs=ssl.CERT_REQUIRED, ca_certs=ca_certs)


wrap = wrapper_for(os.environ["CA"])
conn = wrap(socket.create_connection((os.environ["HOST"], int(os.environ["PORT"]))))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
