# role: server
# A client may show a certificate, and then it must be a good one.
import os
import socket
import ssl


def serve(host, port, certfile, keyfile, ca_certs):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(5)
    conn, _ = listener.accept()
    tls = ssl.wrap_socket(conn, keyfile, certfile, True, ssl.CERT_OPTIONAL, ca_certs=ca_certs)
    shown = "one" if tls.getpeercert() else "none"
    tls.sendall(tls.recv(200))
    tls.close()
    return shown


env = os.environ
print("got " + serve(env["HOST"], int(env["PORT"]), env["CERT"], env["KEY"], env["CA"]))
