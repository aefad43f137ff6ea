# role: server
# broken: a server must have a certificate, as the function says
# scenarios: anonymous
# preserving: accepts nobody
# verifying: accepts nobody
import os
import socket
import ssl


def serve(host, port, certfile=None):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(5)
    conn, _ = listener.accept()
    tls = ssl.wrap_socket(conn, certfile=certfile, server_side=True)
    return tls.recv(200).decode().strip()


print("got " + serve(os.environ["HOST"], int(os.environ["PORT"])))
