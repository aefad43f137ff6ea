# role: client
import os
import socket
import ssl


def main(host, port):
    address = (host, port)
    s = socket.socket()
    s.settimeout(5)
    s.connect(address)
    tls = ssl.wrap_socket(s, cert_reqs=ssl.CERT_NONE)
    tls.write(b"hello\n")
    print("got " + tls.read(200).decode().strip())


main(os.environ["HOST"], int(os.environ["PORT"]))
