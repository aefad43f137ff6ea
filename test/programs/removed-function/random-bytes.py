# role: client
# talk: echo
# python: 3.6
# verifying: same
import os
import socket
import ssl

token, _ = ssl.RAND_pseudo_bytes(16)
again = ssl.RAND_pseudo_bytes(8)[0]
assert len(token) == 16 and len(again) == 8
context = ssl.create_default_context()
host = os.environ["HOST"]
sock = context.wrap_socket(socket.create_connection((host, int(os.environ["PORT"]))), server_hostname=host)
sock.sendall(b"hello\n")
print("got " + sock.recv(200).decode().strip())
