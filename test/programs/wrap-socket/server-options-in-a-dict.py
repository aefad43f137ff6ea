# role: server
# The flag is inside the options.
import os
import socket
import ssl


def wrap(sock, ca=None):
    ssl_kwargs = {
        "server_side": True,
        "certfile": os.environ["CERT"],
        "keyfile": os.environ["KEY"],
        "cert_reqs": ssl.CERT_NONE,
    }
    if ca:
        ssl_kwargs["ca_certs"] = ca
        ssl_kwargs["cert_reqs"] = ssl.CERT_REQUIRED
    return ssl.wrap_socket(sock, **ssl_kwargs)


listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind((os.environ["HOST"], int(os.environ["PORT"])))
listener.listen(5)
conn, _ = wrap(listener, os.environ["CA"]).accept()
conn.sendall(conn.recv(200))
conn.close()
print("got one")
