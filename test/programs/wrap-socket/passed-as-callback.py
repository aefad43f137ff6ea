# role: client
# verifying: same
import os
import socket
import ssl


class Factory(object):
    def __init__(self, bind_address=None, wrapper=None):
        self.bind_address = bind_address
        self.wrapper = wrapper

    def __call__(self, server_address):
        sock = socket.create_connection(server_address)
        return self.wrapper(sock)


factory = Factory(wrapper=ssl.wrap_socket)
conn = factory((os.environ["HOST"], int(os.environ["PORT"])))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
