# role: server
# scenarios: anonymous tls11 tls12
# preserving: accepts anonymous tls12
# verifying: accepts anonymous tls12
import os
import socket
import ssl

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.set_ciphers("DEFAULT:@SECLEVEL=0")
context.load_cert_chain(os.environ["CERT"], os.environ["KEY"])
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind((os.environ["HOST"], int(os.environ["PORT"])))
listener.listen(1)
conn, _ = listener.accept()
tls = context.wrap_socket(conn, server_side=True)
line = tls.recv(200)
tls.sendall(line)
tls.close()
print("got " + line.decode().strip())
