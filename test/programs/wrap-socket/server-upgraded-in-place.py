# role: server
# talk: upgrade
import os
import socket
import ssl


class Session(object):
    def __init__(self, conn):
        self.conn = conn

    def starttls(self, keyfile, certfile):
        self.conn.recv(100)
        self.conn.sendall(b"OK\n")
        self.conn = ssl.wrap_socket(self.conn, keyfile=keyfile, certfile=certfile, server_side=True)

    def echo(self):
        line = self.conn.recv(200)
        self.conn.sendall(line)
        self.conn.close()
        return line.decode().strip()


listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind((os.environ["HOST"], int(os.environ["PORT"])))
listener.listen(5)
session = Session(listener.accept()[0])
session.starttls(os.environ["KEY"], os.environ["CERT"])
print("got " + session.echo())
