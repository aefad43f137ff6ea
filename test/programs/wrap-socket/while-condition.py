# role: client
import os
import socket
import ssl


def answers(conn):
    conn.sendall(b"hello\n")
    return conn.recv(200).decode().strip()


def wait_for(host, port):
    tries = 0
    while not answers(ssl.wrap_socket(socket.create_connection((host, port)))):
        tries += 1
    return tries


print("got an answer after %d" % wait_for(os.environ["HOST"], int(os.environ["PORT"])))
