# role: client
# with: SHOW=yes
# with: SHOW=no
import os
import socket
import ssl


def connect(host, port, keyfile=None, certfile=None):
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, keyfile=keyfile, certfile=certfile)


env = os.environ
shown = (env["KEY"], env["CERT"]) if env["SHOW"] == "yes" else ()
conn = connect(env["HOST"], int(env["PORT"]), *shown)
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
