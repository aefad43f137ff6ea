# role: client
# scenarios: good tls11 tls12 tls13
# untouched: it has a floor
import os
import socket
import ssl

context = ssl.SSLContext(ssl.PROTOCOL_TLS)
context.set_ciphers("DEFAULT:@SECLEVEL=0")
context.minimum_version = ssl.TLSVersion.TLSv1_2
sock = socket.create_connection((os.environ["HOST"], int(os.environ["PORT"])))
tls = context.wrap_socket(sock)
tls.sendall(b"hello\n")
print("got " + tls.recv(200).decode().strip())
