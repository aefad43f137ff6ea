# role: client
# verifying: same
import os
import socket
import ssl


class Peer(object):
    def __init__(self, sock, initiated):
        self.initiated = initiated
        self.sock = sock

    def secure(self):
        self.sock = ssl.wrap_socket(
            self.sock,
            certfile=os.environ["COMBINED"],
            server_side=not self.initiated,
        )


peer = Peer(socket.create_connection((os.environ["HOST"], int(os.environ["PORT"]))), True)
peer.secure()
peer.sock.sendall(b"hello\n")
print("got " + peer.sock.recv(200).decode().strip())
