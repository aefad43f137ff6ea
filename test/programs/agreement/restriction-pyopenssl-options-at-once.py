# kind: restriction
# case: pyOpenSSL `set_options(A | B)`
# role: client
# needs: packages
# laxer: nothing old is spoken; CodeQL models single flags only
import os
import socket
import sys

sys.path.insert(0, os.environ["PACKAGES"])

from OpenSSL import SSL


def connect(host, port):
    context = SSL.Context(SSL.TLS_METHOD)
    context.set_options(SSL.OP_NO_SSLv2 | SSL.OP_NO_SSLv3 | SSL.OP_NO_TLSv1 | SSL.OP_NO_TLSv1_1)
    context.load_verify_locations(os.environ["CA"])
    context.set_verify(SSL.VERIFY_PEER)
    sock = socket.create_connection((host, port))
    connection = SSL.Connection(context, sock)  # codeql: py/insecure-protocol SSLv2, SSLv3, TLSv1, TLSv1_1
    connection.set_tlsext_host_name(host.encode())
    connection.set_connect_state()
    connection.do_handshake()
    return connection


connect(os.environ["HOST"], int(os.environ["PORT"]))
