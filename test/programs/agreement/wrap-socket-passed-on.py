# kind: wrap_socket
# case: `functools.partial(ssl.wrap_socket, …)`
# role: client
# unverified: the host is given to nobody who calls the function that is passed on; it is reported as it was
# stricter: wrap-socket: the function is gone since Python 3.12, however it comes to be called
import functools
import os
import socket
import ssl

wrap = functools.partial(ssl.wrap_socket, ca_certs=os.environ["CA"])  # tlsfix: wrap-socket


def connect(host, port):
    sock = socket.create_connection((host, port))
    return wrap(sock)


connect(os.environ["HOST"], int(os.environ["PORT"]))
