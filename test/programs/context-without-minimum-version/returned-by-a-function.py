# role: client
# scenarios: good tls11 tls12 tls13
# preserving: accepts good tls12 tls13
# verifying: accepts good tls12 tls13
import os
import socket
import ssl


def make_context():
    context = ssl.SSLContext(ssl.PROTOCOL_SSLv23)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.options |= ssl.OP_NO_SSLv2 | ssl.OP_NO_SSLv3
    return context


sock = socket.create_connection((os.environ["HOST"], int(os.environ["PORT"])))
tls = make_context().wrap_socket(sock)
tls.sendall(b"hello\n")
print("got " + tls.recv(200).decode().strip())
