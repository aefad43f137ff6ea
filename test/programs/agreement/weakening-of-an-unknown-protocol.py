# kind: weakening
# case: `options &= ~ssl.OP_NO_TLSv1` on a context whose protocol is not in view
# role: client
# low: neither tool knows the protocol, which may be a pinned one
import os
import socket
import ssl


def connect(host, port):
    context = ssl.SSLContext(getattr(ssl, os.environ.get("PROTOCOL", "PROTOCOL_TLS_CLIENT")))
    context.load_default_certs()
    context.options &= ~ssl.OP_NO_TLSv1  # tlsfix: legacy-protocol
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1


connect(os.environ["HOST"], int(os.environ["PORT"]))
