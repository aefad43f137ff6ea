# kind: restriction
# case: a helper of a helper sets the minimum
# role: client
# laxer: the inner helper sets the minimum; CodeQL follows no helper that is called for its effect
import os
import socket
import ssl


def limit(context):
    context.minimum_version = ssl.TLSVersion.TLSv1_2


def harden(context):
    context.set_alpn_protocols(["http/1.1"])
    limit(context)


def connect(host, port):
    context = ssl.create_default_context()
    harden(context)
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)  # codeql: py/insecure-protocol TLSv1, TLSv1_1


connect(os.environ["HOST"], int(os.environ["PORT"]))
