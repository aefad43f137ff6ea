# role: client
# A comprehension makes a connection for each name.
import os
import socket
import ssl

PORT = int(os.environ["PORT"])
hosts = {"first": os.environ["HOST"]}
connections = {name: ssl.wrap_socket(socket.create_connection((host, PORT))) for name, host in hosts.items()}
connections["first"].sendall(b"hello\n")
print("got " + connections["first"].recv(200).decode().strip())
