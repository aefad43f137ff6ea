# role: client
# untouched: where it is missing the program has a function of its own
# Where the function cannot be imported the program has one of its own.
import os
import socket
import ssl

try:
    from ssl import wrap_socket
except ImportError:

    def wrap_socket(sock):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context.wrap_socket(sock)


conn = wrap_socket(socket.create_connection((os.environ["HOST"], int(os.environ["PORT"]))))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
