# role: client
# left: it replaces the function for the whole process
import functools
import os
import socket
import ssl

ssl.wrap_socket = functools.partial(ssl.wrap_socket, cert_reqs=ssl.CERT_NONE)

sock = socket.create_connection((os.environ["HOST"], int(os.environ["PORT"])))
sock.sendall(b"hello\n")
sock.close()
print("got no further")
