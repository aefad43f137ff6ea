# role: server
# verifying: same
import os
import socket
import ssl


class Stream(object):
    def __init__(self, sock, server_side, certfile=None, keyfile=None):
        self.sock = ssl.wrap_socket(sock, keyfile, certfile, server_side=server_side)

    def echo(self):
        line = self.sock.recv(200)
        self.sock.sendall(line)
        self.sock.close()
        return line.decode().strip()


def serve(host, port, certfile, keyfile):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(5)
    conn, _ = listener.accept()
    return Stream(conn, True, certfile, keyfile).echo()


env = os.environ
print("got " + serve(env["HOST"], int(env["PORT"]), env["CERT"], env["KEY"]))
