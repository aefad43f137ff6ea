# role: client
# scenarios: good tls11 tls12 tls13
# preserving: accepts good tls12 tls13
# verifying: accepts good tls12 tls13
import os
import socket
import ssl

context = ssl.SSLContext()
context.set_ciphers("DEFAULT:@SECLEVEL=0")
sock = socket.create_connection((os.environ["HOST"], int(os.environ["PORT"])))
tls = context.wrap_socket(sock)
tls.sendall(b"hello\n")
print("got " + tls.recv(200).decode().strip())
