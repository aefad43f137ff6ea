# kind: weakening
# case: `setattr` lowers the minimum
# role: client
# stricter: legacy-protocol: TLS 1.0 is spoken; in CodeQL the first assignment ends the flow
import os
import socket
import ssl


def connect(host, port):
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    setattr(context, "minimum_version", ssl.TLSVersion.TLSv1)  # tlsfix: legacy-protocol
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
