# kind: creation
# case: `ssl.SSLContext(protocol=ssl.PROTOCOL_TLSv1_1)`
# role: server
import os
import socket
import ssl


def serve(host, port):
    listener = socket.create_server((host, port))
    context = ssl.SSLContext(protocol=ssl.PROTOCOL_TLSv1_1)  # codeql: py/insecure-protocol TLSv1_1; tlsfix: legacy-protocol
    context.load_cert_chain(os.environ["CERT"], os.environ["KEY"])
    conn, _ = listener.accept()
    return context.wrap_socket(conn, server_side=True)


serve(os.environ["HOST"], int(os.environ["PORT"]))
