import ssl
from urllib.request import urlopen


def make():
    # a comment that stays
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context  # expect: context-without-minimum-version


def fetch(url):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return urlopen(url, timeout=10, context=context)  # expect: context-without-minimum-version


def wrap(sock, host):
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    with context.wrap_socket(sock, server_hostname=host) as tls:  # expect: context-without-minimum-version
        return tls.version()
