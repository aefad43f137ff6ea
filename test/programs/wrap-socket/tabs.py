# role: client
import os
import socket
import ssl


def ask(host, port):
	sock = socket.create_connection((host, port))
	if True:
		sock = ssl.wrap_socket(sock,
			cert_reqs=ssl.CERT_NONE)
	sock.sendall(b"hello\n")
	return sock.recv(200).decode().strip()


print("got " + ask(os.environ["HOST"], int(os.environ["PORT"])))
