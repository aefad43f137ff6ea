# role: server
import os
import socket
import ssl


class Server(object):
    def __init__(self, address, certfile, keyfile):
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(address)
        self.socket.listen(5)
        self.socket = ssl.wrap_socket(
            self.socket, certfile=certfile, keyfile=keyfile, server_side=True
        )

    def serve_one(self):
        conn, _ = self.socket.accept()
        line = conn.recv(200)
        conn.sendall(line)
        conn.close()
        return line.decode().strip()


env = os.environ
print("got " + Server((env["HOST"], int(env["PORT"])), env["CERT"], env["KEY"]).serve_one())
