# role: client
# verifying: same
# The name is imported and nothing uses it: since Python 3.12 the import alone ends the program.
import os
import socket
import ssl
from ssl import CERT_NONE, wrap_socket


def connect(host, port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = CERT_NONE
    return context.wrap_socket(socket.create_connection((host, port)))


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
