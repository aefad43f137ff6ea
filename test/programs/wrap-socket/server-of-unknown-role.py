# role: server
# The same function may be used by either side.
import os
import socket
import ssl


def secure(sock, keyfile, certfile):
    return ssl.wrap_socket(sock, keyfile, certfile)


def serve(host, port, certfile, keyfile):
    plain = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    plain.bind((host, port))
    plain.listen(5)
    listener = secure(plain, keyfile, certfile)
    conn, _ = listener.accept()
    line = conn.recv(200)
    conn.sendall(line)
    conn.close()
    return line.decode().strip()


env = os.environ
print("got " + serve(env["HOST"], int(env["PORT"]), env["CERT"], env["KEY"]))
