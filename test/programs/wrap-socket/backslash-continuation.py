# role: client
import os
import socket
import ssl


def main(host, port):
    s = socket.create_connection((host, port))
    tls = \
        ssl.wrap_socket(s, cert_reqs=ssl.CERT_NONE, \
                        do_handshake_on_connect=True)
    tls.sendall(b"hello\n")
    print("got " + tls.recv(200).decode().strip())


main(os.environ["HOST"], int(os.environ["PORT"]))
