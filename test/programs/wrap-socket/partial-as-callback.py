# role: client
# verifying: same
import functools
import os
import socket
import ssl


class Factory(object):
    def __init__(self, wrapper=lambda sock: sock):
        self.wrapper = wrapper

    def connect(self, address):
        return self.wrapper(socket.create_connection(address))


factory = Factory(wrapper=functools.partial(ssl.wrap_socket))
conn = factory.connect((os.environ["HOST"], int(os.environ["PORT"])))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
