# kind: creation
# case: `import ssl as tls`
# role: client
import os
import socket
import ssl as tls


def connect(host, port):
    context = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)  # tlsfix: context-without-minimum-version
    context.load_default_certs()
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
