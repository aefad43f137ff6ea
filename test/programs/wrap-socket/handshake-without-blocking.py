# role: client
import os
import select
import socket
import ssl


def connect(host, port):
    sock = socket.create_connection((host, port))
    sock.setblocking(False)
    tls = ssl.wrap_socket(sock, do_handshake_on_connect=False, cert_reqs=ssl.CERT_NONE)
    while True:
        try:
            tls.do_handshake()
            break
        except ssl.SSLError as error:
            if error.args[0] == ssl.SSL_ERROR_WANT_READ:
                select.select([tls], [], [], 5)
            elif error.args[0] == ssl.SSL_ERROR_WANT_WRITE:
                select.select([], [tls], [], 5)
            else:
                raise
    tls.setblocking(True)
    return tls


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
