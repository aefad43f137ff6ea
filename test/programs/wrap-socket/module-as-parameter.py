# role: client
import os
import socket
import ssl


def connect(host, port, timeout=10, ssl_module=ssl):
    sock = socket.create_connection((host, port), timeout)
    return ssl_module.wrap_socket(sock, None, None, False, ssl_module.CERT_NONE)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), ssl_module=ssl)
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
