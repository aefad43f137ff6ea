# role: client
# verifying: either
# The address that is connected to is the proxy's.
import os
import socket
import ssl


def connect(proxy_host, proxy_port, target):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.connect((proxy_host, proxy_port))
    sock.sendall(b"CONNECT " + target.encode() + b" HTTP/1.0\r\n\r\n")
    while not sock.recv(1000).endswith(b"\r\n\r\n"):
        pass
    return ssl.wrap_socket(sock)


target = os.environ["HOST"] + ":" + os.environ["PORT"]
conn = connect("127.0.0.1", int(os.environ["PROXY_PORT"]), target)
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
