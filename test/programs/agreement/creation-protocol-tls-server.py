# kind: creation
# case: `ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)`
# role: server
import os
import socket
import ssl


def serve(host, port):
    listener = socket.create_server((host, port))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)  # tlsfix: context-without-minimum-version
    context.load_cert_chain(os.environ["CERT"], os.environ["KEY"])
    conn, _ = listener.accept()
    return context.wrap_socket(conn, server_side=True)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


serve(os.environ["HOST"], int(os.environ["PORT"]))
