# role: client
# The modules are imported by name, in a loop.
import os
import socket

for name, message in (("ssl", "no TLS"), ("json", "no JSON")):
    try:
        globals()[name] = __import__(name)
    except ImportError:
        globals()[name] = None
        print(message)


def connect(host, port):
    sock = socket.create_connection((host, port))
    if ssl:
        sock = ssl.wrap_socket(sock)
    return sock


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
