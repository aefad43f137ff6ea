# role: client
# verifying: same
import os
import socket
import ssl


def make_wrapper(keyfile, certfile):
    return lambda s: ssl.wrap_socket(s, keyfile=keyfile, certfile=certfile, server_side=False)


wrap = make_wrapper(os.environ["KEY"], os.environ["CERT"])
conn = wrap(socket.create_connection((os.environ["HOST"], int(os.environ["PORT"]))))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
