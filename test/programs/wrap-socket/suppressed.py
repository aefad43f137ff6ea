# role: client
# untouched: its author says so
import os
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    if hasattr(ssl, "wrap_socket"):
        return ssl.wrap_socket(sock)  # tlsfix: ignore[wrap-socket] old Pythons only
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(sock)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
