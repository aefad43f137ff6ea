# role: client
# verifying: same
import os
import socket
import ssl


def connected(wrapper):
    def decorate(function):
        def run(host, port):
            return function(wrapper(socket.create_connection((host, port))))

        return run

    return decorate


@connected(ssl.wrap_socket)
def ask(conn):
    conn.sendall(b"hello\n")
    return conn.recv(200).decode().strip()


print("got " + ask(os.environ["HOST"], int(os.environ["PORT"])))
