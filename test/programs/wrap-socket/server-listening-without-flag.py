# role: server
# What the wrapped socket accepts is a server's, whatever the flag says.
import os
import socket
import ssl


def serve(host, port, certfile, keyfile):
    plain = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    plain.bind((host, port))
    plain.listen(5)
    listener = ssl.wrap_socket(plain, certfile=certfile, keyfile=keyfile)
    conn, _ = listener.accept()
    line = conn.recv(200)
    conn.sendall(line)
    conn.close()
    return line.decode().strip()


env = os.environ
print("got " + serve(env["HOST"], int(env["PORT"]), env["CERT"], env["KEY"]))
