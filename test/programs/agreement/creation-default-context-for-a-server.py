# kind: creation
# case: `ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)`
# role: server
import os
import socket
import ssl


def serve(host, port):
    listener = socket.create_server((host, port))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)  # tlsfix: context-without-minimum-version
    context.load_cert_chain(os.environ["CERT"], os.environ["KEY"])
    conn, _ = listener.accept()
    return context.wrap_socket(conn, server_side=True)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


serve(os.environ["HOST"], int(os.environ["PORT"]))
