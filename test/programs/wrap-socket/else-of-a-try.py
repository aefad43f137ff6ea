# role: client
# The call stands where nothing was raised, with a clause that always runs.
import os
import socket
import ssl


def connect(host, port):
    done = []
    try:
        sock = socket.create_connection((host, port))
    except OSError:
        return None
    else:
        tls = ssl.wrap_socket(sock, server_side=False, cert_reqs=ssl.CERT_NONE)
    finally:
        done.append(True)
    return tls


conn = connect(os.environ["HOST"], int(os.environ["PORT"]))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
