# kind: creation
# case: pyOpenSSL `SSL.Context(SSL.TLSv1_2_METHOD)`
# role: client
# needs: packages
# stricter: pyopenssl-legacy-method: the method is deprecated and keeps TLS 1.3 out
import os
import socket
import sys

sys.path.insert(0, os.environ["PACKAGES"])

from OpenSSL import SSL


def connect(host, port):
    context = SSL.Context(SSL.TLSv1_2_METHOD)  # tlsfix: pyopenssl-legacy-method
    context.load_verify_locations(os.environ["CA"])
    context.set_verify(SSL.VERIFY_PEER)
    sock = socket.create_connection((host, port))
    connection = SSL.Connection(context, sock)
    connection.set_tlsext_host_name(host.encode())
    connection.set_connect_state()
    connection.do_handshake()
    return connection


connect(os.environ["HOST"], int(os.environ["PORT"]))
