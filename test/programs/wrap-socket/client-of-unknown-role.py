# role: client
# verifying: either
import os
import socket
import ssl


def secure(sock, keyfile, certfile):
    return ssl.wrap_socket(sock, keyfile, certfile)


plain = socket.create_connection((os.environ["HOST"], int(os.environ["PORT"])))
conn = secure(plain, os.environ["KEY"], os.environ["CERT"])
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
