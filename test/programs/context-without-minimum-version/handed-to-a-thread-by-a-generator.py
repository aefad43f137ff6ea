# role: client
# scenarios: good tls11 tls12 tls13
# preserving: accepts good tls12 tls13
# verifying: accepts good tls12 tls13
import concurrent.futures
import os
import socket
import ssl


class Client:
    @property
    def context(self):
        return self._context

    @context.setter
    def context(self, value):
        value.set_ciphers("DEFAULT:@SECLEVEL=0")
        self._context = value

    def connect(self, host, port):
        return self.context.wrap_socket(socket.create_connection((host, port)), server_hostname=host)


def contexts(ca):
    context = ssl.create_default_context(cafile=ca)
    yield context


def talk(context, host, port):
    client = Client()
    client.context = context
    tls = client.connect(host, port)
    tls.sendall(b"hello\n")
    return "got " + tls.recv(200).decode().strip()


with concurrent.futures.ThreadPoolExecutor() as pool:
    for context in contexts(os.environ["CA"]):
        print(pool.submit(talk, context, os.environ["HOST"], int(os.environ["PORT"])).result())
