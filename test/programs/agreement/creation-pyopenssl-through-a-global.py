# kind: creation
# case: pyOpenSSL, a pinned method in a global name
# role: client
# needs: packages
import os
import socket
import sys

sys.path.insert(0, os.environ["PACKAGES"])

from OpenSSL import SSL

METHOD = SSL.TLSv1_METHOD


def connect(host, port):
    context = SSL.Context(METHOD)  # codeql: py/insecure-protocol TLSv1; tlsfix: pyopenssl-legacy-method
    context.load_verify_locations(os.environ["CA"])
    context.set_verify(SSL.VERIFY_PEER)
    sock = socket.create_connection((host, port))
    connection = SSL.Connection(context, sock)
    connection.set_tlsext_host_name(host.encode())
    connection.set_connect_state()
    connection.do_handshake()
    return connection


connect(os.environ["HOST"], int(os.environ["PORT"]))
