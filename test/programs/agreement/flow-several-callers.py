# kind: flow
# case: one connection answers for several contexts
# role: client
import os
import socket
import ssl


def finish(context, sock, host):
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


def connect(host, port):
    first = finish(ssl.create_default_context(), socket.create_connection((host, port)), host)  # tlsfix: context-without-minimum-version
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # tlsfix: context-without-minimum-version
    context.load_default_certs()
    return first, finish(context, socket.create_connection((host, port)), host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
