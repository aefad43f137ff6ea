# role: client
import os
import socket
import ssl


def connect(hosts, port):
    failure = None
    for host in hosts:
        try:
            sock = socket.create_connection((host, port), timeout=5)
            sock = ssl.wrap_socket(sock)
            return sock
        except socket.error as error:
            failure = error
    raise failure


conn = connect([os.environ["HOST"]], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
