# role: client
# A client certificate must not be asked of the good server, nor the server's name of the client.
import os
import socket
import ssl


def relay(listen, host, port):
    if listen:
        inner = socket.socket()
        inner.bind(listen)
        inner.listen(1)
        conn, _ = inner.accept()
        conn = ssl.wrap_socket(conn, certfile=os.environ["COMBINED"], server_side=True)
    outer = socket.create_connection((host, port))
    outer = ssl.wrap_socket(outer)
    return outer


conn = relay(None, os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
