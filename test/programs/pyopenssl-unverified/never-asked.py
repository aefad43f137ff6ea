# role: client
# talk: echo
# python: 3.8
# unsafe-only: it turns verification on
# scenarios: good selfsigned expired wronghost
# verifying: accepts good wronghost
import os
import socket
import sys

sys.path.insert(0, os.environ["PACKAGES"])

from OpenSSL import SSL

context = SSL.Context(SSL.SSLv23_METHOD)
context.load_verify_locations(os.environ["CA"])
sock = socket.create_connection((os.environ["HOST"], int(os.environ["PORT"])), 5)
sock.settimeout(None)
connection = SSL.Connection(context, sock)
connection.set_connect_state()
connection.do_handshake()
connection.sendall(b"hello\n")
print("got " + connection.recv(200).decode().strip())
