# role: client
import os
import socket
import ssl


def main(host, port, plain=False):
    s = socket.socket()
    if plain: pass  # noqa: E701
    else : s = ssl.wrap_socket(s, cert_reqs=ssl.CERT_NONE) # not checking
    s.connect((host, port))
    s.sendall(b"hello\n")
    print("got " + s.recv(200).decode().strip())


main(os.environ["HOST"], int(os.environ["PORT"]))
