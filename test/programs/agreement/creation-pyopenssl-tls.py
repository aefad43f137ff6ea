# kind: creation
# case: pyOpenSSL `SSL.Context(SSL.TLS_METHOD)`
# role: client
# needs: packages
import os
import socket
import sys

sys.path.insert(0, os.environ["PACKAGES"])

from OpenSSL import SSL


def connect(host, port):
    context = SSL.Context(SSL.TLS_METHOD)  # tlsfix: pyopenssl-without-minimum-version
    context.load_verify_locations(os.environ["CA"])
    context.set_verify(SSL.VERIFY_PEER)
    sock = socket.create_connection((host, port))
    connection = SSL.Connection(context, sock)  # codeql: py/insecure-protocol SSLv2, SSLv3, TLSv1, TLSv1_1
    connection.set_tlsext_host_name(host.encode())
    connection.set_connect_state()
    connection.do_handshake()
    return connection


connect(os.environ["HOST"], int(os.environ["PORT"]))
