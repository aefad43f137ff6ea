# role: client
# scenarios: good tls11 tls12 tls13 selfsigned
# preserving: accepts good tls12 tls13
# verifying: accepts good tls12 tls13
import os
import socket
import ssl


class Client:
    def __init__(self, ca):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.context.set_ciphers("DEFAULT:@SECLEVEL=0")
        self.context.load_verify_locations(ca)

    def connect(self, host, port):
        raw = socket.create_connection((host, port))
        return self.context.wrap_socket(raw, server_hostname=host)


tls = Client(os.environ["CA"]).connect(os.environ["HOST"], int(os.environ["PORT"]))
tls.sendall(b"hello\n")
print("got " + tls.recv(200).decode().strip())
