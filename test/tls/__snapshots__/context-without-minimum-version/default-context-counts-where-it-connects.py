import ssl
import urllib.request


def connect(sock, host):
    context = ssl.create_default_context()  # expect: context-without-minimum-version
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certfile="client.pem")
    return context.wrap_socket(sock, server_hostname=host)


def memory(incoming, outgoing):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)  # expect: context-without-minimum-version
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_bio(incoming, outgoing, server_side=True)


def fetch(url):
    context = ssl.create_default_context()  # ok: no connection in view
    return urllib.request.urlopen(url, context=context)
