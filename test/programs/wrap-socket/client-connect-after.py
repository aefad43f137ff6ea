# role: client
import os
import socket
import ssl


def greet(host, port):
    plain = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    secure = ssl.wrap_socket(plain)
    secure.connect((host, port))
    secure.sendall(b"hello\n")
    answer = secure.recv(200).decode().strip()
    secure.close()
    return answer


print("got " + greet(os.environ["HOST"], int(os.environ["PORT"])))
