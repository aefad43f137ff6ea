# role: server
# broken: nothing is trusted, so every client certificate is refused
import os
import socket
import ssl


def serve(host, port, certfile, keyfile):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(5)
    conn, _ = listener.accept()
    tls = ssl.wrap_socket(conn, keyfile, certfile, True, cert_reqs=ssl.CERT_REQUIRED)
    line = tls.recv(200)
    tls.sendall(line)
    tls.close()
    return line.decode().strip()


env = os.environ
print("got " + serve(env["HOST"], int(env["PORT"]), env["CERT"], env["KEY"]))
