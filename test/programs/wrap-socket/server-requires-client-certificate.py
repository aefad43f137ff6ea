# role: server
import os
import socket
import ssl


def serve(host, port, certfile, keyfile, ca_certs):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(5)
    conn, _ = listener.accept()
    tls = ssl.wrap_socket(
        conn,
        server_side=True,
        certfile=certfile,
        keyfile=keyfile,
        cert_reqs=ssl.CERT_REQUIRED,
        ca_certs=ca_certs,
    )
    line = tls.recv(200)
    tls.sendall(line)
    tls.close()
    return line.decode().strip()


env = os.environ
print("got " + serve(env["HOST"], int(env["PORT"]), env["CERT"], env["KEY"], env["CA"]))
