# kind: creation
# case: `from pyOpenSSL import SSL`, as CodeQL's help shows it
# role: client
# stricter: pyopenssl-legacy-method: the module goes by the name of its distribution in the documentation of several tools, and what is asked for is the same
# never-runs: there is no such module
import os
import socket

from pyOpenSSL import SSL


def connect(host, port):
    context = SSL.Context(SSL.TLSv1_METHOD)  # tlsfix: pyopenssl-legacy-method
    sock = socket.create_connection((host, port))
    return SSL.Connection(context, sock)


connect(os.environ["HOST"], int(os.environ["PORT"]))
