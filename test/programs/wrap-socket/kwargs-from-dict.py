# role: client
# with: VERIFY=yes
# with: VERIFY=no
import os
import socket
import ssl


def connect(host, port, verify):
    options = {"ca_certs": os.environ["CA"]}
    if verify:
        options["cert_reqs"] = ssl.CERT_REQUIRED
    sock = socket.create_connection((host, port))
    return ssl.wrap_socket(sock, **options)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["VERIFY"] == "yes")
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
