# role: client
# verifying: same
import os
import socket
import ssl


class Peer(object):
    def __init__(self, host, port, accepted=None):
        self.host = host
        self.is_server = accepted is not None
        self.sock = accepted or socket.create_connection((self.host, port))

    def secure(self, certfile=None, keyfile=None, ciphers=None):
        self.sock = ssl.wrap_socket(self.sock, keyfile, certfile, self.is_server, ciphers=ciphers,
                                    ca_certs=os.environ["CA"], cert_reqs=ssl.CERT_NONE)  # both ways
        return self.sock


conn = Peer(os.environ["HOST"], int(os.environ["PORT"])).secure()
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
