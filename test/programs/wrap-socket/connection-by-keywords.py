# role: client
# The connection is made with keywords, and so is the call.
import os
import socket
import ssl


def connect(where, wait):
    sock = socket.create_connection(timeout=wait, address=(where, int(os.environ["PORT"])))
    return ssl.wrap_socket(suppress_ragged_eofs=True, sock=sock, ca_certs=None)


conn = connect(os.environ["HOST"], 10)
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
