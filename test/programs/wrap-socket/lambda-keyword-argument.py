# role: client
# verifying: same
import os
import socket
import ssl


class Sender(object):
    def __init__(self, server, port, socket_wrapper=None):
        self.address = (server, port)
        self.socket_wrapper = socket_wrapper

    def send(self, line):
        conn = socket.create_connection(self.address)
        if self.socket_wrapper:
            conn = self.socket_wrapper(conn)
        conn.sendall(line)
        return conn.recv(200).decode().strip()


ca_file = os.environ["CA"]
sender = Sender(
    os.environ["HOST"],
    int(os.environ["PORT"]),
    socket_wrapper=lambda sock: ssl.wrap_socket(sock, ca_certs=ca_file, cert_reqs=ssl.CERT_REQUIRED),
)
print("got " + sender.send(b"hello\n"))
