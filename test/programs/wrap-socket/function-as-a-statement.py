# role: server
# verifying: same
# The name alone, as a statement, asks whether there is TLS.
import os
import socket


def secure(listener, certfile, keyfile):
    try:
        import ssl
        ssl.wrap_socket
    except ImportError:
        raise SystemExit("SSL support is unavailable")
    return ssl.wrap_socket(listener, server_side=True, certfile=certfile, keyfile=keyfile)


listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind((os.environ["HOST"], int(os.environ["PORT"])))
listener.listen(1)
conn, _ = secure(listener, os.environ["CERT"], os.environ["KEY"]).accept()
line = conn.recv(200)
conn.sendall(line)
conn.close()
print("got " + line.decode().strip())
