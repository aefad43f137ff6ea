# role: client
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, suppress_ragged_eofs=False, do_handshake_on_connect=True)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
