# role: server
# scenarios: anonymous
# The authorities of a server that asks for no certificate are idle but for the chain that they complete.
import os
import socket
import ssl


def serve(host, port, certfile, keyfile, ca_certs):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(5)
    conn, _ = listener.accept()
    tls = ssl.wrap_socket(conn, keyfile, certfile, server_side=True, ca_certs=ca_certs)
    line = tls.recv(200)
    tls.sendall(line)
    tls.close()
    return line.decode().strip()


env = os.environ
port = int(env["PORT"])
print("got " + serve(env["HOST"], port, env["CHAINED_CERT"], env["CHAINED_KEY"], env["INTERMEDIATE"]))
