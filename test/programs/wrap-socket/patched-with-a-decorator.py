# role: client
# left: it replaces the function for the whole process
import functools
import os
import socket
import ssl


def pinned(func):
    @functools.wraps(func)
    def wrapper(*args, **kw):
        kw["ssl_version"] = ssl.PROTOCOL_SSLv23
        return func(*args, **kw)

    return wrapper


ssl.wrap_socket = pinned(ssl.wrap_socket)

sock = socket.create_connection((os.environ["HOST"], int(os.environ["PORT"])))
sock.sendall(b"hello\n")
sock.close()
print("got no further")
