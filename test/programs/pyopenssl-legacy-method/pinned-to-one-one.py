# role: client
# talk: echo
# python: 3.13
# unsafe-only: it needs pyOpenSSL 21
# scenarios: tls11 tls12 tls13
# verifying: accepts tls12 tls13
import os
import socket
import sys

sys.path.insert(0, os.environ["PACKAGES"])

from OpenSSL import SSL

context = SSL.Context(SSL.TLSv1_1_METHOD)
context.set_cipher_list(b"DEFAULT:@SECLEVEL=0")
sock = socket.create_connection((os.environ["HOST"], int(os.environ["PORT"])), 5)
sock.settimeout(None)
connection = SSL.Connection(context, sock)
connection.set_connect_state()
connection.do_handshake()
connection.sendall(b"hello\n")
print("got " + connection.recv(200).decode().strip())
