# kind: creation
# case: `ssl.SSLContext(ssl_version=…)`, as CodeQL's help shows it
# role: client
# awaits: a call that always raises TypeError is no context, and gets no other finding
# stricter: legacy-protocol: an old protocol is written there; the call itself raises TypeError
# never-runs: TypeError, before and after
import os
import socket
import ssl


def connect(host, port):
    context = ssl.SSLContext(ssl_version=ssl.PROTOCOL_TLSv1)  # tlsfix: legacy-protocol
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
