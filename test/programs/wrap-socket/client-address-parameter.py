# role: client
# A pair is all that the function knows of its peer.
import os
import socket
import ssl


def dial(address):
    sock = socket.create_connection(address)
    try:
        return ssl.wrap_socket(sock)
    except Exception:
        sock.close()
        raise


tls = dial((os.environ["HOST"], int(os.environ["PORT"])))
tls.sendall(b"hello\n")
print("got " + tls.recv(200).decode().strip())
