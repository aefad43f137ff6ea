# kind: creation
# case: pyOpenSSL `SSL.Context(SSL.TLS_SERVER_METHOD)`
# role: server
# needs: packages
import os
import socket
import sys

sys.path.insert(0, os.environ["PACKAGES"])

from OpenSSL import SSL


def serve(host, port):
    listener = socket.create_server((host, port))
    context = SSL.Context(SSL.TLS_SERVER_METHOD)  # tlsfix: pyopenssl-without-minimum-version
    context.use_certificate_chain_file(os.environ["CERT"])
    context.use_privatekey_file(os.environ["KEY"])
    conn, _ = listener.accept()
    connection = SSL.Connection(context, conn)  # codeql: py/insecure-protocol SSLv2, SSLv3, TLSv1, TLSv1_1
    connection.set_accept_state()
    connection.do_handshake()
    return connection


serve(os.environ["HOST"], int(os.environ["PORT"]))
