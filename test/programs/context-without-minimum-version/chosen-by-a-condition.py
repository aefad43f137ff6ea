# role: client
# scenarios: good tls11 tls12 tls13
# preserving: accepts good tls12 tls13
# verifying: accepts good tls12 tls13
import os
import socket
import ssl


class Client:
    def __init__(self, ca, context=None):
        self.context = context or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.context.load_verify_locations(cafile=ca)

    def harder(self, context=None):
        made = self.context if context is None else ssl.create_default_context(cafile=context)
        made.set_ciphers("DEFAULT:@SECLEVEL=0")
        return made


def connect(host, port, ca):
    context = Client(ca).harder()
    return context.wrap_socket(socket.create_connection((host, port)), server_hostname=host)


tls = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
tls.sendall(b"hello\n")
print("got " + tls.recv(200).decode().strip())
