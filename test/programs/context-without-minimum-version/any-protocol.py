# role: client
# scenarios: good tls11 tls12 tls13
# preserving: accepts good tls12 tls13
# verifying: accepts good tls12 tls13
import os
import socket
import ssl


def connect(host, port, ca):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.verify_mode = ssl.CERT_REQUIRED
    context.check_hostname = True
    context.load_verify_locations(cafile=ca)
    return context.wrap_socket(socket.create_connection((host, port)), server_hostname=host)


tls = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
tls.sendall(b"hello\n")
print("got " + tls.recv(200).decode().strip())
