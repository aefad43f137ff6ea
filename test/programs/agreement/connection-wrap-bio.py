# kind: connection
# case: `context.wrap_bio(…)`
# role: client
# stricter: context-without-minimum-version: it connects as `wrap_socket` does; CodeQL does not count it
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()  # tlsfix: context-without-minimum-version
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = context.wrap_bio(incoming, outgoing, server_hostname=host)
    sock = socket.create_connection((host, port))
    while True:
        try:
            tls.do_handshake()
            break
        except ssl.SSLWantReadError:
            sock.sendall(outgoing.read())
            incoming.write(sock.recv(65536))
    return tls


connect(os.environ["HOST"], int(os.environ["PORT"]))
