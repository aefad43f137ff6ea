import smtplib
import socket
import ssl
from urllib.request import urlopen


def fetch(url):
    context = ssl.create_default_context()
    return urlopen(url, context=context)


def never_on(host, port):
    sock = socket.create_connection((host, port))
    context = ssl.create_default_context()  # expect: disabled-verification
    return context.wrap_socket(sock, server_hostname=host)


def own_authority(host, ca):
    sock = socket.create_connection((host, 443))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # expect: disabled-verification
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(ca)
    return context.wrap_socket(sock, server_hostname=host)


def preserved(host, port):
    sock = socket.create_connection((host, port))
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock, server_hostname=host)
