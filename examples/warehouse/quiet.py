"""Nothing to find here: one context is set up well, one finding is suppressed with its reason."""

import socket
import ssl


def secure(host):
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(socket.create_connection((host, 443)), server_hostname=host)


def probe(sock):
    return ssl.wrap_socket(sock)  # tlsfix: ignore[wrap-socket] a scale from 2009, replaced next year
